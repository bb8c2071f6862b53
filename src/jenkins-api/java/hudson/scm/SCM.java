package hudson.scm;

import hudson.ExtensionPoint;
import hudson.model.Describable;

/** Declares what is used of the class {@code hudson.scm.SCM}. */
public abstract class SCM implements Describable<SCM>, ExtensionPoint {
    public SCM() {}
}
