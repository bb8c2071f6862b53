package org.kohsuke.accmod;

/** Declares what is used of the class {@code org.kohsuke.accmod.AccessRestriction}. */
public abstract class AccessRestriction {
    public AccessRestriction() {}
}
