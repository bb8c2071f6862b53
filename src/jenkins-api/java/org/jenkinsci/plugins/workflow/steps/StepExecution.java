package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.steps.StepExecution}. */
public abstract class StepExecution implements Serializable {
    @Deprecated
    protected StepExecution() {}

    protected StepExecution(StepContext context) {}

    public boolean blocksRestart() {
        return false;
    }

    public StepContext getContext() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String getStatus() {
        return null;
    }

    public void onResume() {}

    public abstract boolean start() throws Exception;

    public void stop(Throwable cause) throws Exception {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
