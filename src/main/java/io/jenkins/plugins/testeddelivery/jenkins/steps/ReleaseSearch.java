package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.Functions;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.DeployGate;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.jenkins.records.Trust;
import io.jenkins.plugins.testeddelivery.jenkins.run.DeliveryAction;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** Finds the release that a run means to deploy: of another build, by its version, its own, or its job's newest. */
record ReleaseSearch(Run<?, ?> run, Authentication user) {
    /**
     * Which release it is.
     *
     * @param records of the project that built it
     */
    record Found(ProjectRecords records, String version) {}

    /**
     * Finds it; off the Pipeline's thread, for it reads records.
     *
     * @param version that is wanted; empty: see {@code from}
     * @param from {@code job#12}; empty: the run's own project
     */
    Found find(String version, String from) throws IOException {
        if (!from.isEmpty()) {
            return ofBuild(ReleaseSource.of(from), version);
        }
        ProjectRecords own = ProjectRecords.of(run.getParent());
        if (!version.isEmpty()) {
            return new Found(own, version);
        }
        String exported = exported(run);
        return new Found(own, exported.isEmpty() ? newest(own) : exported);
    }

    private Found ofBuild(ReleaseSource source, String version) throws IOException {
        String rooted = source.toString().replaceFirst("^/", "");
        Optional<Authentication> promoter = DeployGate.promoter(run, rooted);
        // a promotion names the job from the root; a script may name it from where it is itself
        Job<?, ?> job = job(promoter.isPresent() ? "/" + rooted.substring(0, rooted.lastIndexOf('#')) : source.job());
        if (job == null || !permitted(job, promoter)) {
            // a job that is not there and one that may not be read look alike
            throw Failure.failed("from: there is no build " + ReleaseSource.quoted(source.toString())
                    + " whose release this job may deploy. It must be of the same project; or whoever promoted it to"
                    + " this build, or whom this build runs as, must be a user who may read that job; or that job"
                    + " must name this one in its releaseConsent.");
        }
        Run<?, ?> build = job.getBuildByNumber(source.build());
        if (build == null) {
            throw Failure.failed("from: " + source + " is not there any more; give the release's version instead.");
        }
        if (Trust.of(build).untrusted()) {
            throw Failure.failed("from: " + source + " built a change request from a fork, which is never deployed.");
        }
        if (build.isBuilding() && build != run) {
            throw Failure.failed("from: " + source + " is still running; wait for its end.");
        }
        String exported = exported(build);
        if (exported.isEmpty()) {
            throw Failure.failed("from: " + source + " exported no release; exportTested does that.");
        }
        if (!version.isEmpty() && !version.equals(exported)) {
            throw Failure.failed("version: " + source + " exported " + exported + " and not "
                    + ReleaseSource.quoted(version) + "; leave one of them out.");
        }
        return new Found(ProjectRecords.of(job), exported);
    }

    private Job<?, ?> job(String name) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getItem(name, run.getParent(), Job.class);
        }
    }

    private boolean permitted(Job<?, ?> job, Optional<Authentication> promoter) {
        boolean same = ProjectRecords.of(job).owner().equals(ProjectRecords.of(run.getParent()).owner());
        return same
                || ReleaseConsent.given(job, run.getParent())
                || isSomebody(user) && mayRead(job, user)
                || promoter.filter(each -> isSomebody(each) && mayRead(job, each)).isPresent();
    }

    /** Builds that run as the system itself prove nothing of a person. */
    private static boolean isSomebody(Authentication user) {
        return user != null
                && user.isAuthenticated()
                && !ACL.SYSTEM2.equals(user)
                && !ACL.isAnonymous2(user);
    }

    private static boolean mayRead(Job<?, ?> job, Authentication user) {
        return job.getACL().hasPermission2(user, Item.READ)
                && (!Functions.isArtifactsPermissionEnabled() || job.getACL().hasPermission2(user, Run.ARTIFACTS));
    }

    private static String exported(Run<?, ?> build) {
        DeliveryAction action = build.getAction(DeliveryAction.class);
        return action == null ? "" : Json.text(action.part("export"), "version");
    }

    /** In a multibranch project every branch has its own: what another one exported is not meant. */
    private String newest(ProjectRecords own) throws IOException {
        Ledger ledger = own.ledger(ProjectRecords.by(run));
        String job = ProjectRecords.by(run).replaceFirst("\\d+/$", "");
        for (Ledger.Entry entry : Standing.of(ledger.entries()).releases()) {
            boolean same = own.owner().equals(run.getParent()) || entry.by().startsWith(job);
            if (same && entry.fact() instanceof Fact.Release release) {
                return release.version();
            }
        }
        throw Failure.usage("there is no release yet: run exportTested before, or name a build that did, as"
                + " from: 'shop/main#12'");
    }
}
