package org.kohsuke.stapler.interceptor;

/** Declares what is used of the enum {@code org.kohsuke.stapler.interceptor.Stage}. */
public enum Stage {
    SELECTION,
    PREINVOKE
}
