package org.jenkinsci.plugins.workflow.job;

import hudson.model.Run;
import hudson.scm.ChangeLogSet;
import hudson.scm.SCM;
import java.io.IOException;
import java.util.List;
import jenkins.scm.RunWithSCM;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.job.WorkflowRun}. */
public final class WorkflowRun extends Run<WorkflowJob, WorkflowRun> implements FlowExecutionOwner.Executable,
        RunWithSCM<WorkflowJob, WorkflowRun> {
    public WorkflowRun(WorkflowJob job) throws IOException {
        super(null, null);
    }

    @Override
    public FlowExecutionOwner asFlowExecutionOwner() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public List<ChangeLogSet<? extends ChangeLogSet.Entry>> getChangeSets() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public List<SCM> getSCMs() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void run() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
