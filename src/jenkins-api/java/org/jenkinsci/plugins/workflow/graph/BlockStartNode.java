package org.jenkinsci.plugins.workflow.graph;

import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.graph.BlockStartNode}. */
public abstract class BlockStartNode extends FlowNode {
    protected BlockStartNode(FlowExecution exec, String id, List<FlowNode> parents) {
        super(null, null, null);
    }
}
