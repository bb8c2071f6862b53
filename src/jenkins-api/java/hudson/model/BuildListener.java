package hudson.model;

/** Declares what is used of the interface {@code hudson.model.BuildListener}. */
public interface BuildListener extends TaskListener {}
