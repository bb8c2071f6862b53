package hudson.model;

import hudson.ExtensionPoint;

/** Declares what is used of the interface {@code hudson.model.RootAction}. */
public interface RootAction extends Action, ExtensionPoint {}
