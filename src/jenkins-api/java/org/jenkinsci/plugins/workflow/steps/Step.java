package org.jenkinsci.plugins.workflow.steps;

import hudson.ExtensionPoint;
import hudson.model.Describable;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.steps.Step}. */
public abstract class Step implements ExtensionPoint, Describable<Step> {
    public Step() {}

    public abstract StepExecution start(StepContext context) throws Exception;
}
