package io.jenkins.plugins.testeddelivery.jenkins;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.TaskListener;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.scm.SCM;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import jenkins.plugins.git.AbstractGitSCMSource.SCMRevisionImpl;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMHeadEvent;
import jenkins.scm.api.SCMHeadObserver;
import jenkins.scm.api.SCMHeadOrigin;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceCriteria;
import jenkins.scm.api.SCMSourceDescriptor;
import jenkins.scm.api.mixin.ChangeRequestCheckoutStrategy;
import jenkins.scm.api.mixin.ChangeRequestSCMHead2;

/**
 * A repository whose branch {@code main} has two change requests: {@code PR-1} from its branch {@code change}, and
 * {@code PR-2} from the branch {@code fork}, of which it says that it is somebody else's; each once that branch exists.
 */
public final class ChangeRequests extends SCMSource {
    private static final SCMHead MAIN = new SCMHead("main");

    private final String remote;

    ChangeRequests(GitOrigin origin) {
        this.remote = origin.url();
    }

    @Override
    protected void retrieve(
            SCMSourceCriteria criteria, @NonNull SCMHeadObserver observer, SCMHeadEvent<?> event, @NonNull TaskListener log)
            throws IOException, InterruptedException {
        for (SCMHead head : List.of(MAIN, new Request("PR-1", "change", false), new Request("PR-2", "fork", true))) {
            if (!origin().git("branch", "--list", branch(head)).isEmpty()) {
                observer.observe(head, revision(head));
            }
        }
    }

    @Override
    protected SCMRevision retrieve(@NonNull SCMHead head, @NonNull TaskListener log) throws IOException {
        return revision(head);
    }

    /** Of what comes from elsewhere, only what it wants to get into is trusted. */
    @NonNull
    @Override
    public SCMRevision getTrustedRevision(@NonNull SCMRevision revision, @NonNull TaskListener log) throws IOException {
        return revision.getHead() instanceof Request request && request.foreign ? revision(MAIN) : revision;
    }

    @NonNull
    @Override
    public SCM build(@NonNull SCMHead head, SCMRevision revision) {
        String what = revision instanceof SCMRevisionImpl commit ? commit.getHash() : "refs/heads/" + branch(head);
        return new GitSCM(
                GitSCM.createRepoList(remote, null), List.of(new BranchSpec(what)), null, null, List.of());
    }

    private SCMRevision revision(SCMHead head) throws IOException {
        return new SCMRevisionImpl(head, origin().git("rev-parse", "refs/heads/" + branch(head)));
    }

    private GitOrigin origin() {
        return GitOrigin.at(Path.of(URI.create(remote)));
    }

    private static String branch(SCMHead head) {
        return head instanceof Request request ? request.branch : head.getName();
    }

    /** A change request. */
    public static final class Request extends SCMHead implements ChangeRequestSCMHead2 {
        private static final long serialVersionUID = 1L;

        private final String branch;
        private final boolean foreign;

        Request(String name, String branch, boolean foreign) {
            super(name);
            this.branch = branch;
            this.foreign = foreign;
        }

        @NonNull
        @Override
        public SCMHeadOrigin getOrigin() {
            return foreign ? new SCMHeadOrigin.Fork("somebody") : SCMHeadOrigin.DEFAULT;
        }

        @NonNull
        @Override
        public ChangeRequestCheckoutStrategy getCheckoutStrategy() {
            return ChangeRequestCheckoutStrategy.HEAD;
        }

        @NonNull
        @Override
        public String getOriginName() {
            return branch;
        }

        @NonNull
        @Override
        public String getId() {
            return getName();
        }

        @NonNull
        @Override
        public SCMHead getTarget() {
            return MAIN;
        }
    }

    /** Tells Jenkins about it. */
    public static final class DescriptorImpl extends SCMSourceDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return "change requests";
        }
    }
}
