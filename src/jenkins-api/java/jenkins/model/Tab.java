package jenkins.model;

import hudson.model.Action;
import hudson.model.Actionable;

/** Declares what is used of the class {@code jenkins.model.Tab}. */
public abstract class Tab implements Action {
    public Tab(Actionable object) {}
}
