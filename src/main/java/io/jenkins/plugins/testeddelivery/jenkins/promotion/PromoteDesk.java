package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.jenkins.records.Releases;
import io.jenkins.plugins.testeddelivery.jenkins.run.DeliveryAction;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.promote.Clause;
import io.jenkins.plugins.testeddelivery.promote.EnvironmentId;
import io.jenkins.plugins.testeddelivery.promote.PolicyText;
import io.jenkins.plugins.testeddelivery.promote.Promotions;
import io.jenkins.plugins.testeddelivery.promote.Question.Person;
import io.jenkins.plugins.testeddelivery.promote.Refusal;
import io.jenkins.plugins.testeddelivery.release.KeptRelease;
import io.jenkins.plugins.testeddelivery.release.Release;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.YesNoMaybe;

/** Takes wishes for promotion: says what stands against one, or starts the deploying job. One wish at a time. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public class PromoteDesk {
    private static final int ID_BYTES = 16;

    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Refused refused = new Refused(clock);

    static PromoteDesk get() {
        return ExtensionList.lookupSingleton(PromoteDesk.class);
    }

    /** Version of the release that the build exported; empty: none. */
    static String version(Run<?, ?> run) {
        DeliveryAction action = run.getAction(DeliveryAction.class);
        return action == null ? "" : Json.text(action.part("export"), "version");
    }

    /** The wish to put what the build made into this environment. */
    Wish wish(Run<?, ?> run, String environment) throws IOException {
        ProjectRecords records = ProjectRecords.of(run.getParent());
        Release release = new Releases(records.ledger("promotion")).find(version(run));
        return Wish.of(records, release, Optional.of(run), environment, Optional.empty());
    }

    /** What stands against it, but for the bytes: reading all of them takes its time. */
    List<Refusal> refusals(Wish wish, boolean retry) throws IOException {
        Instant now = clock.instant();
        List<Refusal> all = new ArrayList<>(deployer(wish));
        all.addAll(Pending.refusals(wish));
        all.addAll(wish.ask(Who.asks(wish.source().orElseThrow().getParent()), "", retry, now, clock).refusals());
        return all;
    }

    private static List<Refusal> deployer(Wish wish) {
        String name = wish.environment().id().name();
        if (wish.environment().deployJob().isEmpty()) {
            return List.of(new Refusal(
                    Clause.ENVIRONMENT,
                    "No job is named that deploys to " + name + ".",
                    "Ask an administrator to name one where the environment is configured."));
        }
        return wish.deployer().filter(DeployJobs::startable).isPresent()
                ? List.of()
                : List.of(new Refusal(
                        Clause.ENVIRONMENT,
                        "The job " + wish.environment().deployJob() + ", which deploys to " + name
                                + ", is not there or cannot be started.",
                        "Ask an administrator to enable it, or to name another."));
    }

    private static List<Refusal> artifacts(Wish wish) throws IOException {
        List<Refusal> refusals = new ArrayList<>();
        KeptRelease kept = new KeptRelease(wish.release(), wish.ledger().store());
        for (Map.Entry<String, String> file : kept.files().entrySet()) {
            if (!wish.ledger().store().intact(file.getValue())) {
                refusals.add(new Refusal(
                        Clause.ARTIFACT,
                        file.getKey() + " of " + wish.release().version()
                                + " is no longer what was exported: its checksum (SHA-256) differs, or it is gone.",
                        "Build and export again, and promote that build."));
            }
        }
        return refusals;
    }

    /** What became of a wish. */
    record Answer(List<Refusal> refusals, String job) {
        boolean granted() {
            return refusals.isEmpty();
        }
    }

    /** Asks all rules and starts the deploying job, or says all that stands against it. */
    synchronized Answer ask(Run<?, ?> run, String environment, String reason, boolean retry) throws IOException {
        Wish wish = wish(run, environment);
        Instant now = clock.instant();
        Person person = Who.asks(run.getParent());
        List<Refusal> against = new ArrayList<>(refusals(wish, retry));
        against.addAll(artifacts(wish));
        PromotionLedger ledger = PromotionLedger.get();
        String id = HexFormat.of().formatHex(bytes());
        Fact.Promotion asked = wish.fact(Promotions.ASKED, id, "", person.id(), reason, retry, now);
        if (!against.isEmpty()) {
            List<String> lines = against.stream().map(Refusal::line).toList();
            refused.write(wish.fact(Promotions.REFUSED, "", "", person.id(), reason, retry, now), lines, ledger::append);
            return new Answer(against, "");
        }
        Job<?, ?> job = wish.deployer().orElseThrow();
        ledger.append(asked);
        if (!new DeployStart(wish, person.id(), reason).schedule(job, new PromotionAction(id))) {
            ledger.append(wish.fact(Promotions.DROPPED, id, "", person.id(), reason, retry, now));
            throw Failure.failed("The job " + job.getFullName() + " could not be started: Jenkins is about to shut down,"
                    + " or somebody holds its queue. Try again.");
        }
        DeployGate.keep(run);
        return new Answer(List.of(), job.getFullName());
    }

    /** The names of the environments that concern the build's project. */
    static Set<String> environments(Run<?, ?> run) {
        return Environments.of(
                        ProjectRecords.of(run.getParent()).owner(), List.of(run.getParent()))
                .names();
    }

    /** Somebody without the permission tried. */
    void denied(Run<?, ?> run, String environment) throws IOException {
        String who = Who.asks(run.getParent()).id();
        // anybody may ask for anything; what cannot be a name is not kept
        String name = PolicyText.nameProblem(environment).isPresent() ? "" : environment;
        Fact.Promotion wish = new Fact.Promotion(
                Promotions.REFUSED, "", new EnvironmentId("", name).text(),
                ProjectRecords.of(run.getParent()).owner().getFullName(), "", "", "", clock.instant().toString(), BuildName.of(run).toString(), "", "", who, "", List.of(), "", "",
                false);
        refused.write(wish, List.of("permission: " + who + " may not promote."), PromotionLedger.get()::append);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
