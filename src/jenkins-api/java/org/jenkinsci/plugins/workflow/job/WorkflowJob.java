package org.jenkinsci.plugins.workflow.job;

import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import jenkins.model.ParameterizedJobMixIn;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.job.WorkflowJob}. */
public final class WorkflowJob extends Job<WorkflowJob, WorkflowRun> implements
        ParameterizedJobMixIn.ParameterizedJob<WorkflowJob, WorkflowRun>, TopLevelItem {
    public WorkflowJob(ItemGroup parent, String name) {
        super(null, null);
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean isBuildable() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
