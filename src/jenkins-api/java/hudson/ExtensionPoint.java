package hudson;

/** Declares what is used of the interface {@code hudson.ExtensionPoint}. */
public interface ExtensionPoint {}
