package hudson.model.listeners;

import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;

/** Declares what is used of the class {@code hudson.model.listeners.RunListener}. */
public abstract class RunListener<R extends Run> implements ExtensionPoint {
    protected RunListener() {}

    public void onCompleted(R r, TaskListener listener) {}

    public void onDeleted(R r) {}

    public void onFinalized(R r) {}

    public void onStarted(R r, TaskListener listener) {}
}
