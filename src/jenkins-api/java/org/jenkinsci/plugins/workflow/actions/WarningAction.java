package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Action;
import hudson.model.Result;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.actions.WarningAction}. */
public class WarningAction implements Action {
    public WarningAction(Result result) {}

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    public String getMessage() {
        return null;
    }

    public Result getResult() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }

    public WarningAction withMessage(String message) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
