package hudson.remoting;

/** Declares what is used of the interface {@code hudson.remoting.VirtualChannel}. */
public interface VirtualChannel {}
