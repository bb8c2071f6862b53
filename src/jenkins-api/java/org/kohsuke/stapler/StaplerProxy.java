package org.kohsuke.stapler;

/** Declares what is used of the interface {@code org.kohsuke.stapler.StaplerProxy}. */
public interface StaplerProxy {
    Object getTarget();
}
