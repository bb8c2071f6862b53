package jenkins.model;

import hudson.model.Descriptor;
import hudson.model.Job;
import hudson.model.JobProperty;

/** Declares what is used of the class {@code jenkins.model.OptionalJobProperty}. */
public abstract class OptionalJobProperty<J extends Job<?, ?>> extends JobProperty<J> {
    public OptionalJobProperty() {}

    /** Declares what is used of the class {@code jenkins.model.OptionalJobProperty.OptionalJobPropertyDescriptor}. */
    public abstract static class OptionalJobPropertyDescriptor extends Descriptor<JobProperty<?>> {
        protected OptionalJobPropertyDescriptor() {}
    }
}
