package hudson.tasks.test;

import hudson.model.Run;
import jenkins.model.RunAction2;

/** Declares what is used of the class {@code hudson.tasks.test.AbstractTestResultAction}. */
public abstract class AbstractTestResultAction<T extends AbstractTestResultAction> implements RunAction2 {
    protected AbstractTestResultAction() {}

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void onAttached(Run<?, ?> r) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void onLoad(Run<?, ?> r) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
