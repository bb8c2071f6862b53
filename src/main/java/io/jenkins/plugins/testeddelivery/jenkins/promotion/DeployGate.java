package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.release.Release;
import java.io.IOException;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What every deployment passes: {@link #identify} names the environment, {@link #queue} waits for its turn there,
 * {@link #admit} checks every rule, {@link #ended} writes down how it ended and lets the next one in.
 */
public final class DeployGate {
    private DeployGate() {}

    /** The environment's one id on the controller, for a release of this project. */
    public static String identify(ProjectRecords records, String environment) {
        throw new UnsupportedOperationException(environment);
    }

    /**
     * Waits for the run's turn in the environment, without a thread. A run that is in the line already (the controller
     * was restarted) keeps its place.
     *
     * @param go called once, from a background thread, when it is this run's turn
     * @param refused called once instead, with what ends the step: a newer one has taken the place
     */
    public static Turn queue(
            Run<?, ?> run, StepContext context, String environmentId, Runnable go, Consumer<Throwable> refused) {
        throw new UnsupportedOperationException(environmentId);
    }

    /**
     * Checks every rule again, for the run whose turn it is; uses up the one-time promotion record where the environment
     * is guarded. Off the Pipeline's thread: it reads the ledger.
     *
     * @throws AbortException that names each rule that stands against it and what to do
     */
    public static Admitted admit(Run<?, ?> run, String environment, Release release, ProjectRecords records)
            throws IOException {
        throw new UnsupportedOperationException(environment);
    }

    /** Writes down how the deployment ended, keeps the builds it needs, and lets the next one in. */
    public static void ended(Admitted admitted, Run<?, ?> run, Fact.Deployment deployment) throws IOException {
        throw new UnsupportedOperationException(admitted.environmentId());
    }

    /** The same where there is no outcome: it failed or was aborted before anything was known. */
    public static void failed(Admitted admitted, Run<?, ?> run, String why) throws IOException {
        throw new UnsupportedOperationException(admitted.environmentId());
    }
}
