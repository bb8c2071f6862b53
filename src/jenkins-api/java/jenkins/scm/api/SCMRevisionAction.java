package jenkins.scm.api;

import hudson.model.Actionable;
import hudson.model.InvisibleAction;

/** Declares what is used of the class {@code jenkins.scm.api.SCMRevisionAction}. */
public class SCMRevisionAction extends InvisibleAction {
    SCMRevisionAction(SCMRevision revision, String sourceId) {}

    public static SCMRevision getRevision(SCMSource source, Actionable actionable) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
