package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;
import java.util.concurrent.Future;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.steps.BodyExecution}. */
public abstract class BodyExecution implements Future<Object>, Serializable {
    public BodyExecution() {}

    public boolean cancel(Throwable t) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
