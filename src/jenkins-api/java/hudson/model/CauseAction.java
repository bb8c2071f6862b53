package hudson.model;

import jenkins.model.RunAction2;

/** Declares what is used of the class {@code hudson.model.CauseAction}. */
public class CauseAction implements RunAction2 {
    public CauseAction(Cause c) {}

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void onAttached(Run<?, ?> owner) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
