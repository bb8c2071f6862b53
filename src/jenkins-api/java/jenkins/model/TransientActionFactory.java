package jenkins.model;

import hudson.ExtensionPoint;
import hudson.model.Action;
import java.util.Collection;

/** Declares what is used of the class {@code jenkins.model.TransientActionFactory}. */
public abstract class TransientActionFactory<T> implements ExtensionPoint {
    public TransientActionFactory() {}

    public Class<? extends Action> actionType() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public abstract Collection<? extends Action> createFor(T target);

    public abstract Class<T> type();
}
