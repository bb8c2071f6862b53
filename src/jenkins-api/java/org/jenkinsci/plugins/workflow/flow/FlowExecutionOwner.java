package org.jenkinsci.plugins.workflow.flow;

import hudson.model.Queue;
import java.io.Serializable;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner}. */
public abstract class FlowExecutionOwner implements Serializable {
    public FlowExecutionOwner() {}

    public FlowExecution getOrNull() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    /** Declares what is used of the interface {@code org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner.Executable}. */
    public interface Executable extends Queue.Executable {
        FlowExecutionOwner asFlowExecutionOwner();
    }
}
