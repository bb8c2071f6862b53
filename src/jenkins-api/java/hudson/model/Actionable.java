package hudson.model;

import hudson.search.SearchableModelObject;

/** Declares what is used of the class {@code hudson.model.Actionable}. */
public abstract class Actionable implements SearchableModelObject {
    public Actionable() {}

    public boolean addOrReplaceAction(Action a) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public <T extends Action> T getAction(Class<T> type) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
