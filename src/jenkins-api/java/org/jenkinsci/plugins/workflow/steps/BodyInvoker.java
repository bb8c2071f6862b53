package org.jenkinsci.plugins.workflow.steps;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.steps.BodyInvoker}. */
public abstract class BodyInvoker {
    public BodyInvoker() {}

    public abstract BodyExecution start();

    public abstract BodyInvoker withCallback(BodyExecutionCallback callback);

    public abstract BodyInvoker withContext(Object override);
}
