package hudson.model;

import hudson.ExtensionPoint;

/** Declares what is used of the class {@code hudson.model.JobProperty}. */
public abstract class JobProperty<J extends Job<?, ?>> implements ExtensionPoint, Describable<JobProperty<?>> {
    public JobProperty() {}
}
