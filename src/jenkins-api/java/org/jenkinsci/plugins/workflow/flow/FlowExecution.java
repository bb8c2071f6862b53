package org.jenkinsci.plugins.workflow.flow;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.flow.FlowExecution}. */
public abstract class FlowExecution {
    public FlowExecution() {}
}
