package org.jenkinsci.plugins.workflow.graphanalysis;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner}. */
public class DepthFirstScanner extends AbstractFlowScanner {
    public DepthFirstScanner() {}
}
