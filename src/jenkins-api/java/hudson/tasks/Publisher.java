package hudson.tasks;

import hudson.model.Describable;

/** Declares what is used of the class {@code hudson.tasks.Publisher}. */
public abstract class Publisher implements Describable<Publisher> {
    @Deprecated
    protected Publisher() {}
}
