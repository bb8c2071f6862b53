package org.kohsuke.accmod.restrictions;

import org.kohsuke.accmod.AccessRestriction;

/** Declares what is used of the class {@code org.kohsuke.accmod.restrictions.NoExternalUse}. */
public class NoExternalUse extends AccessRestriction {
    public NoExternalUse() {}
}
