package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tries the set that would ship and records what that proved; the room's door. */
public final class Trials {
    private final Ports ports;
    private final Ledger ledger;

    public Trials(Ports ports, Ledger ledger) {
        this.ports = ports;
        this.ledger = ledger;
    }

    /**
     * How a trial is wanted.
     *
     * @param testDb whether {@code trial.testDb} is put into every environment
     * @param loadData whether {@code trial.data} is run
     * @param keep leave the set running afterwards
     * @param manual start the set and leave the verdict to a person; no command is run
     * @param command from the command line; empty: {@code trial.run}
     */
    public record Options(boolean testDb, boolean loadData, boolean keep, boolean manual, List<String> command) {
        public Options {
            command = List.copyOf(command);
        }
    }

    /**
     * How a trial went.
     *
     * @param evidence what was recorded; empty where a person has yet to decide
     * @param urls where the services answered, by name
     * @param missing components that had no artifact to try
     * @param kept id of the set that was left running; empty: nothing was
     * @param reason why it failed, in words; empty: it did not
     */
    public record Result(
            Optional<Fact.Evidence> evidence,
            Map<String, String> urls,
            List<String> missing,
            String kept,
            String reason) {
        public Result {
            urls = new TreeMap<>(urls);
            missing = List.copyOf(missing);
        }
    }

    /**
     * Runs a trial of the plan's set.
     *
     * @throws Failure of kind USAGE if there is nothing to run or the isolation refuses; FAILED if the trial could not
     *     be carried out. A trial that was carried out and failed is a result.
     */
    public Result run(Plan plan, Options options) throws IOException, InterruptedException {
        Trial trial = plan.scan().project().trial();
        if (options.manual() && !options.command().isEmpty()) {
            throw Failure.usage(
                    "--manual leaves the verdict to a person and a command after -- gives it: use one of them");
        }
        if (!options.manual() && options.command().isEmpty()) {
            requireCommand(plan);
        }
        tearDownLeftovers();
        Standing standing = Standing.of(ledger.entries());
        TrialSet set = TrialSet.of(plan, standing, plan.scan().dirty());
        if (set.artifacts().isEmpty() && !set.missing().isEmpty()) {
            throw Failure.failed("there is nothing to try: " + String.join(", ", set.missing())
                    + " have no artifact built from these sources; run `delivery build`");
        }
        try (TrialLog log = new TrialLog(ports.log(), Masking.of(trial.testDb().values()), TrialLog.KEPT)) {
            return new TrialRun(ports, ledger, log, plan, options, set, standing).run();
        }
    }

    /** @throws Failure of kind USAGE if the configuration names no command to test with */
    public static void requireCommand(Plan plan) {
        if (plan.scan().project().trial().run().isEmpty()) {
            throw Failure.usage("there is no command to test with: write `trial: { run: … }` in delivery.yaml, give"
                    + " one as `delivery test -- COMMAND`, or let a person decide with `delivery test --manual`");
        }
    }

    /**
     * Records a person's verdict on a set that was kept, and tears it down.
     *
     * @param id of the kept set; empty: the only one
     * @param message why, in the person's words
     */
    public Fact.Evidence decide(String id, boolean accept, String message) throws IOException, InterruptedException {
        if (message.isBlank()) {
            throw Failure.usage("a verdict needs a reason: give it with -m TEXT");
        }
        Kept kept = kept(id);
        String words = (accept ? "accepted" : "rejected") + " by hand: " + message.strip();
        Standing standing = Standing.of(ledger.entries());
        String log = ledger.store().put(new ByteArrayInputStream((words + "\n").getBytes(StandardCharsets.UTF_8)));
        Fact.Evidence evidence = new Fact.Evidence(
                accept ? "passed" : "failed",
                "manual",
                kept.commit(),
                kept.dirty(),
                kept.version(),
                kept.set(),
                kept.key(),
                words,
                0,
                0,
                0,
                log,
                kept.components(),
                accept ? List.of() : Proof.against(kept.components(), standing),
                kept.conditions());
        ledger.append(evidence);
        ports.log().line("trial " + kept.id() + " " + words);
        new TearDown(ports, kept.id(), kept.project()).run();
        return evidence;
    }

    /** Removes what trials left that came to no end: the machine went down, or the process was killed. */
    public void tearDownLeftovers() throws IOException, InterruptedException {
        Map<String, TrialFolder.Left> left = ports.workspace().act(new TrialFolder.ListLeft());
        for (Map.Entry<String, TrialFolder.Left> entry : left.entrySet()) {
            if (entry.getValue().kept().isEmpty()) {
                ports.log().line("removing what trial " + entry.getKey() + " left, which came to no end");
                new TearDown(ports, entry.getKey(), entry.getValue().project()).run();
            }
        }
    }

    private Kept kept(String id) throws IOException, InterruptedException {
        Map<String, TrialFolder.Left> kept = ports.workspace().act(new TrialFolder.ListLeft());
        kept.values().removeIf(left -> left.kept().isEmpty());
        if (kept.isEmpty()) {
            throw Failure.usage("no trial is kept here: start one with `delivery test --keep` or `--manual`");
        }
        if (id.isEmpty() ? kept.size() > 1 : !kept.containsKey(id)) {
            throw Failure.usage((id.isEmpty() ? "several trials are kept" : "no trial '" + id + "' is kept")
                    + ": say which one of " + String.join(", ", kept.keySet()));
        }
        return Kept.read((id.isEmpty() ? kept.values().iterator().next() : kept.get(id)).kept());
    }
}
