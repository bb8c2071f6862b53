package org.jenkinsci.plugins.workflow.graphanalysis;

import java.util.Collection;
import java.util.Iterator;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.graphanalysis.AbstractFlowScanner}. */
public abstract class AbstractFlowScanner implements Iterable<FlowNode>, Iterator<FlowNode> {
    public AbstractFlowScanner() {}

    @Override
    public boolean hasNext() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Iterator<FlowNode> iterator() {
        return null;
    }

    @Override
    public FlowNode next() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public boolean setup(Collection<FlowNode> heads, Collection<FlowNode> blackList) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
