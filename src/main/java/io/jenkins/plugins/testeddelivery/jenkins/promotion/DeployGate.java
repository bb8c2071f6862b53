package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.promote.EnvironmentId;
import io.jenkins.plugins.testeddelivery.promote.Line;
import io.jenkins.plugins.testeddelivery.promote.Occupancy;
import io.jenkins.plugins.testeddelivery.promote.Promotions;
import io.jenkins.plugins.testeddelivery.promote.Ticket;
import io.jenkins.plugins.testeddelivery.release.Release;
import java.io.IOException;
import java.util.List;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.springframework.security.core.Authentication;

/**
 * What every deployment passes: {@link #identify} names the environment, {@link #queue} waits for its turn there,
 * {@link #admit} checks every rule, {@link #ended} writes down how it ended and lets the next one in.
 */
public final class DeployGate {
    private DeployGate() {}

    /** The environment's one id on the controller, for a release of this project. */
    public static String identify(ProjectRecords records, String environment) {
        return Environments.id(records.owner(), environment).text();
    }

    /**
     * Who promoted this very build to this very run, with what they may do now; empty: nobody did, or they are gone.
     *
     * @param source the build by its full name, {@code shop/main#12}
     */
    public static Optional<Authentication> promoter(Run<?, ?> run, String source) throws IOException {
        return PromotionLedger.get()
                .view()
                .promotions()
                .promoter(
                        Passage.carried(run),
                        BuildName.of(run).toString(),
                        run.getParent().getFullName(),
                        source)
                .flatMap(Who::named);
    }

    /**
     * Waits for the run's turn in the environment, without a thread. A run that is in the line already (the controller
     * was restarted) keeps its place. Reads and writes a small file and looks at the runs in the line: off the
     * Pipeline's thread.
     *
     * @param go called once, from a background thread, when it is this run's turn
     * @param refused called once instead, with what ends the step: a newer one has taken the place
     */
    public static Turn queue(
            Run<?, ?> run, StepContext context, String environmentId, Runnable go, Consumer<Throwable> refused) {
        EnvironmentId id = EnvironmentId.of(environmentId);
        EnvironmentLines.get().join(id, Passage.ticket(run), new EnvironmentLines.Told() {
            @Override
            public void now() {
                go.run();
            }

            @Override
            public void supersededBy(String newer) {
                refused.accept(new FlowInterruptedException(Result.NOT_BUILT, true, new SupersededCause(newer)));
            }
        });
        return new InLine(id, run.getExternalizableId());
    }

    /** Leaves the line without the {@link Turn}, which a restart of the controller loses. */
    public static void leave(Run<?, ?> run, String environmentId) {
        EnvironmentLines.get().leave(EnvironmentId.of(environmentId), run.getExternalizableId());
    }

    /**
     * Checks every rule again, for the run whose turn it is; uses up the one-time promotion record where the environment
     * is guarded. Off the Pipeline's thread: it reads the ledger.
     *
     * @throws AbortException that names each rule that stands against it and what to do
     */
    public static Admitted admit(Run<?, ?> run, String environment, Release release, ProjectRecords records)
            throws IOException {
        try (ACLContext controller = ACL.as2(ACL.SYSTEM2)) {
            return new Passage(run, environment, release, records).admit();
        }
    }

    /** Writes down how the deployment ended, keeps the builds it needs, and lets the next one in. */
    public static void ended(Admitted admitted, Run<?, ?> run, Fact.Deployment deployment) throws IOException {
        try (ACLContext controller = ACL.as2(ACL.SYSTEM2)) {
            Fact.Promotion fact = admission(admitted, run);
            PromotionLedger.get().append(Facts.ended(fact, deployment));
            keep(fact, run);
        } finally {
            leave(run, admitted.environmentId());
        }
    }

    /** The same where there is no outcome: it failed or was aborted before anything was known. */
    public static void failed(Admitted admitted, Run<?, ?> run, String why) throws IOException {
        try (ACLContext controller = ACL.as2(ACL.SYSTEM2)) {
            Fact.Promotion fact = admission(admitted, run);
            PromotionLedger.get().append(Facts.ended(fact, "failed", why, running(fact)));
        } finally {
            leave(run, admitted.environmentId());
        }
    }

    /**
     * Writes down that what the run was admitted to was cut short, if there is something that has not ended: the
     * environment is held, and the next one in goes back first.
     *
     * @return what was admitted
     */
    public static List<Fact.Promotion> cutShort(Run<?, ?> run, String why) throws IOException {
        List<Fact.Promotion> cut =
                PromotionLedger.get().view().occupancy().underWay(BuildName.of(run).toString());
        for (Fact.Promotion admitted : cut) {
            PromotionLedger.get().append(Facts.ended(admitted, Occupancy.HELD, why, running(admitted)));
            leave(run, admitted.environment());
        }
        return cut;
    }

    /** The version that is there according to what was written down. */
    private static String running(Fact.Promotion admitted) throws IOException {
        return PromotionLedger.get()
                .view()
                .occupancy()
                .at(new Occupancy.Place(admitted.environment(), admitted.project()))
                .map(Occupancy.Tenant::version)
                .orElse("");
    }

    /** What was deployed can be looked into as long as anybody asks. */
    private static void keep(Fact.Promotion fact, Run<?, ?> run) throws IOException {
        keep(run);
        Run<?, ?> source = BuildName.read(fact.source()).flatMap(BuildName::find).orElse(null);
        if (source != null && !source.equals(run)) {
            keep(source);
        }
    }

    /** Whoever promotes need not be allowed to keep builds: the controller does it. */
    static void keep(Run<?, ?> run) throws IOException {
        try (ACLContext controller = ACL.as2(ACL.SYSTEM2)) {
            run.keepLog(true);
        }
    }

    private static Fact.Promotion admission(Admitted admitted, Run<?, ?> run) throws IOException {
        String name = BuildName.of(run).toString();
        Fact.Promotion found = null;
        for (Ledger.Entry entry : PromotionLedger.get().view().entries()) {
            if (entry.fact() instanceof Fact.Promotion fact
                    && fact.event().equals(Promotions.ADMITTED)
                    && fact.run().equals(name)
                    && fact.environment().equals(admitted.environmentId())) {
                found = fact;
            }
        }
        return found != null
                ? found
                : new Fact.Promotion(
                        Promotions.ADMITTED, admitted.promotion(), admitted.environmentId(), admitted.project(),
                        admitted.version(), admitted.release(), "", "", "", "", name, admitted.actor(), "", List.of(), "",
                        "", admitted.retry());
    }

    /** A run's place, looked up whenever it is asked for. */
    private record InLine(EnvironmentId environment, String run) implements Turn {
        @Override
        public void leave() {
            EnvironmentLines.get().leave(environment, run);
        }

        @Override
        public boolean isNow() {
            return line().holder().map(Ticket::run).filter(run::equals).isPresent();
        }

        @Override
        public String waitsFor() {
            return line().before(run);
        }

        private Line line() {
            return EnvironmentLines.get().line(environment);
        }
    }
}
