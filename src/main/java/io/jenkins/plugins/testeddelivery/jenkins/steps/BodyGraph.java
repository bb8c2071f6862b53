package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;

/**
 * The nodes of a Pipeline's graph that a block's body consists of: all that lead from its end back to its start, which
 * no node of a parallel branch beside it does.
 *
 * @param nodes of the body
 * @param alone whether no other branch of the Pipeline ran beside the block
 */
record BodyGraph(List<FlowNode> nodes, boolean alone) {
    BodyGraph {
        nodes = List.copyOf(nodes);
    }

    /**
     * Reads the graph; off the Pipeline's thread, for it may read files.
     *
     * @param start of the block
     * @param end of its body
     */
    static BodyGraph between(FlowNode start, FlowNode end) {
        List<FlowNode> nodes = new ArrayList<>();
        DepthFirstScanner scanner = new DepthFirstScanner();
        if (scanner.setup(List.of(end), List.of(start))) {
            scanner.forEach(nodes::add);
        }
        boolean alone = start.getEnclosingBlocks().stream()
                .noneMatch(block -> block.getAction(ThreadNameAction.class) != null);
        return new BodyGraph(nodes, alone);
    }

    List<String> ids() {
        return nodes.stream().map(FlowNode::getId).toList();
    }

    /** What its steps warned of, at or beyond unstable, in words. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (FlowNode node : nodes) {
            WarningAction warning = node.getAction(WarningAction.class);
            if (warning != null && warning.getResult().isWorseOrEqualTo(Result.UNSTABLE)) {
                String message = warning.getMessage();
                warnings.add(node.getDisplayFunctionName() + ": "
                        + (message == null ? warning.getResult().toString() : message));
            }
        }
        return warnings;
    }
}
