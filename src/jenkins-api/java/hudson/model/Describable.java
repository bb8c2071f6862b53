package hudson.model;

/** Declares what is used of the interface {@code hudson.model.Describable}. */
public interface Describable<T extends Describable<T>> {}
