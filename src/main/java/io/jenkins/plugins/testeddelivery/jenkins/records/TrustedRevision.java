package io.jenkins.plugins.testeddelivery.jenkins.records;

import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.regex.Pattern;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMRevisionAction;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/** The commit whose configuration says what a change request must not decide for itself: the SCM source names it. */
public final class TrustedRevision {
    /** No commit has this id, so nothing of what it would allow is allowed. */
    public static final String NONE = "0".repeat(40);

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    private TrustedRevision() {}

    /** Its id; empty: what the run builds is trusted itself. */
    public static String of(Run<?, ?> run, Trust trust, TaskListener listener) throws IOException, InterruptedException {
        if (!(SCMHead.HeadByItem.findHead(run.getParent()) instanceof ChangeRequestSCMHead)) {
            return trust.untrusted() ? NONE : "";
        }
        SCMSource source = SCMSource.SourceByItem.findSource(run.getParent());
        SCMRevision built = source == null ? null : SCMRevisionAction.getRevision(source, run);
        if (built == null) {
            return trust.untrusted() ? NONE : "";
        }
        SCMRevision trusted = source.getTrustedRevision(built, listener);
        return trusted.equals(built) ? "" : commit(String.valueOf(trusted));
    }

    /** A revision of another kind than a commit cannot be read, and so allows nothing. */
    static String commit(String revision) {
        return COMMIT.matcher(revision).matches() ? revision : NONE;
    }
}
