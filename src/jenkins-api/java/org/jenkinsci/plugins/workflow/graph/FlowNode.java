package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Action;
import hudson.model.Actionable;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.graph.FlowNode}. */
public abstract class FlowNode extends Actionable {
    protected FlowNode(FlowExecution exec, String id, List<FlowNode> parents) {}

    @Override
    public <T extends Action> T getAction(Class<T> type) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String getDisplayFunctionName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public List<? extends BlockStartNode> getEnclosingBlocks() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String getId() {
        return null;
    }
}
