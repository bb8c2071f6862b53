package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Owner;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tries the set that would ship and records what that proved; the room's door. */
public final class Trials {
    private final Ports ports;
    private final Ledger ledger;
    private final Owner owner;

    public Trials(Ports ports, Ledger ledger) {
        this(ports, ledger, Owner.PROCESS);
    }

    /** @param owner on whose behalf sets are started */
    public Trials(Ports ports, Ledger ledger, Owner owner) {
        this.ports = ports;
        this.ledger = ledger;
        this.owner = owner;
    }

    /**
     * How a trial is wanted.
     *
     * @param testDb whether {@code trial.testDb} is put into every environment
     * @param loadData whether {@code trial.data} is run
     * @param keep leave the set running afterwards
     * @param manual start the set and leave the verdict to a person; no command is run
     * @param command from the command line; empty: {@code trial.run}
     * @param older components that take part as they were last tested
     */
    public record Options(
            boolean testDb, boolean loadData, boolean keep, boolean manual, List<String> command, Set<String> older) {
        public Options(boolean testDb, boolean loadData, boolean keep, boolean manual, List<String> command) {
            this(testDb, loadData, keep, manual, command, Set.of());
        }

        public Options {
            command = List.copyOf(command);
            older = Set.copyOf(older);
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
        if (options.manual() && !options.command().isEmpty()) {
            throw Failure.usage(
                    "--manual leaves the verdict to a person and a command after -- gives it: use one of them");
        }
        if (!options.manual() && options.command().isEmpty()) {
            requireCommand(plan);
        }
        try (TrialLog log = log(plan)) {
            Started started = begin(plan, options, log);
            return new TrialRun(ports, ledger, log, plan, options, started).run();
        }
    }

    /**
     * Starts the plan's set for tests that somebody else runs, and leaves it running. Whoever calls this calls
     * {@link #conclude} or {@link #abandon} afterwards; a set that did not come up ({@link Started#ill}) is concluded
     * at once, with no test run.
     *
     * @throws Failure of kind USAGE if the isolation refuses; FAILED if the set could not be started for a reason that is
     *     none of its own; nothing is left behind then
     */
    public Started start(Plan plan, boolean testDb, boolean loadData) throws IOException, InterruptedException {
        try (TrialLog log = log(plan)) {
            Started started = begin(plan, new Options(testDb, loadData, false, false, List.of()), log);
            boolean kept = false;
            try {
                Started logged = started.withLog(log.keep(ledger.store()));
                kept = true;
                return logged;
            } finally {
                if (!kept) {
                    abandon(started);
                }
            }
        }
    }

    /**
     * Records the verdict on a set that was started, and then tears it down. Who ran the tests is asked for the reports
     * that the configuration names. If it throws, nothing was torn down.
     */
    public Result conclude(Started started, Verdict verdict) throws IOException, InterruptedException {
        Conclusion conclusion = new Conclusion(ports, ledger, started);
        Verdict whole = verdict;
        if (Verdict.TRIAL.equals(verdict.kind())) {
            whole = started.ill().isEmpty() ? conclusion.counted(verdict) : Conclusion.ill(started);
        }
        String log = logOf(started, whole);
        Fact.Evidence evidence = conclusion.record(whole, () -> log);
        abandon(started);
        return new Result(Optional.of(evidence), started.urls(), started.missing(), "", whole.reason());
    }

    /** Tears down a set that was started, without evidence. */
    public void abandon(Started started) throws InterruptedException {
        new TearDown(ports, started.id(), started.project()).run();
    }

    private TrialLog log(Plan plan) throws IOException {
        Trial trial = plan.scan().project().trial();
        return new TrialLog(ports.log(), Masking.of(trial.testDb().values()), TrialLog.KEPT);
    }

    private Started begin(Plan plan, Options options, TrialLog log) throws IOException, InterruptedException {
        tearDownLeftovers();
        if (!owner.name().isEmpty() && plan.scan().project().trialCompose().present()) {
            tearDownOrphans();
        }
        TrialSet set = TrialSet.of(plan, Standing.of(ledger.entries()), plan.scan().dirty(), options.older());
        if (set.artifacts().isEmpty() && !set.missing().isEmpty()) {
            throw Failure.failed("there is nothing to try: " + String.join(", ", set.missing())
                    + " have no artifact built from these sources; run `delivery build`");
        }
        return new SetUp(ports, ledger.store(), log, plan, options, set, owner.name()).start();
    }

    /** What was logged at the start, and the verdict in words. */
    private String logOf(Started started, Verdict verdict) throws IOException, InterruptedException {
        String words = (verdict.passed() ? "passed: " : "failed: " + verdict.reason() + ": ") + verdict.command() + "\n";
        InputStream end = new ByteArrayInputStream(words.getBytes(StandardCharsets.UTF_8));
        if (started.log().isEmpty()) {
            return ledger.store().put(end);
        }
        try (InputStream whole = new SequenceInputStream(ledger.store().open(started.log()), end)) {
            return ledger.store().put(whole);
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
        Started kept = kept(id);
        String words = (accept ? "accepted" : "rejected") + " by hand: " + message.strip();
        Verdict verdict = new Verdict(Verdict.MANUAL, accept ? "" : words, words, 0, 0, 0, List.of());
        return conclude(kept, verdict).evidence().orElseThrow();
    }

    /** Removes what trials left here that came to no end: the machine went down, or the process was killed. */
    public void tearDownLeftovers() throws IOException, InterruptedException {
        Map<String, TrialFolder.Left> left = ports.workspace().act(new TrialFolder.ListLeft());
        for (Map.Entry<String, TrialFolder.Left> entry : left.entrySet()) {
            String whose = entry.getValue().owner();
            if (entry.getValue().kept().isEmpty() && (whose.isEmpty() || owner.gone(whose))) {
                remove(entry.getKey(), entry.getValue().project());
            }
        }
    }

    /** Removes from the engine what trials left whose owner is gone, wherever their folders were. */
    private void tearDownOrphans() throws IOException, InterruptedException {
        Map<String, String> projects = new TreeMap<>();
        for (Engine.Container container : Engines.connect(ports).containers(Map.of(Labels.OWNER, ""))) {
            String id = container.labels().getOrDefault(Labels.TRIAL, "");
            if (TrialFolder.isId(id) && owner.gone(container.labels().getOrDefault(Labels.OWNER, ""))) {
                projects.put(id, container.labels().getOrDefault(ComposeLabels.PROJECT, id));
            }
        }
        for (Map.Entry<String, String> entry : projects.entrySet()) {
            remove(entry.getKey(), entry.getValue());
        }
    }

    private void remove(String id, String project) throws InterruptedException {
        ports.log().line("removing what trial " + id + " left, which came to no end");
        new TearDown(ports, id, project).run();
    }

    private Started kept(String id) throws IOException, InterruptedException {
        Map<String, TrialFolder.Left> kept = ports.workspace().act(new TrialFolder.ListLeft());
        kept.values().removeIf(left -> left.kept().isEmpty());
        if (kept.isEmpty()) {
            throw Failure.usage("no trial is kept here: start one with `delivery test --keep` or `--manual`");
        }
        if (id.isEmpty() ? kept.size() > 1 : !kept.containsKey(id)) {
            throw Failure.usage((id.isEmpty() ? "several trials are kept" : "no trial '" + id + "' is kept")
                    + ": say which one of " + String.join(", ", kept.keySet()));
        }
        return Started.read((id.isEmpty() ? kept.values().iterator().next() : kept.get(id)).kept());
    }
}
