package hudson.model;

import hudson.ExtensionPoint;

/** Declares what is used of the class {@code hudson.model.LoadBalancer}. */
public abstract class LoadBalancer implements ExtensionPoint {
    public LoadBalancer() {}
}
