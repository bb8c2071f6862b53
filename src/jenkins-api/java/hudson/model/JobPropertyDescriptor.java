package hudson.model;

/** Declares what is used of the class {@code hudson.model.JobPropertyDescriptor}. */
public abstract class JobPropertyDescriptor extends Descriptor<JobProperty<?>> {
    protected JobPropertyDescriptor() {}
}
