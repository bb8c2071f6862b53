package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A trial by a command, from the moment its set is up. */
final class TrialRun {
    private final Ports ports;
    private final Ledger ledger;
    private final TrialLog log;
    private final Trial trial;
    private final Trials.Options options;
    private final Started started;

    TrialRun(Ports ports, Ledger ledger, TrialLog log, Plan plan, Trials.Options options, Started started) {
        this.ports = ports.with(log);
        this.ledger = ledger;
        this.log = log;
        this.trial = plan.scan().project().trial();
        this.options = options;
        this.started = started;
    }

    Trials.Result run() throws IOException, InterruptedException {
        boolean keep = false;
        try {
            Optional<Fact.Evidence> evidence = Optional.empty();
            String reason = started.ill();
            if (!reason.isEmpty() || !options.manual()) {
                Conclusion conclusion = new Conclusion(ports, ledger, started);
                Verdict verdict = reason.isEmpty() ? conclusion.counted(test()) : Conclusion.ill(started);
                evidence = Optional.of(conclusion.record(kind(verdict), () -> log.keep(ledger.store())));
                reason = verdict.reason();
            }
            if (options.keep() || options.manual() && reason.isEmpty()) {
                keep();
                keep = true;
            }
            return new Trials.Result(evidence, started.urls(), started.missing(), keep ? started.id() : "", reason);
        } finally {
            if (!keep) {
                new TearDown(ports, started.id(), started.project()).run();
            }
        }
    }

    private Verdict test() throws InterruptedException {
        long start = System.nanoTime();
        Commands.Outcome outcome = new TrialCommands(ports)
                .tell(started.variables())
                .tell(options.testDb() ? trial.testDb() : Map.of())
                .required("trial", command());
        String reason = outcome.succeeded() ? "" : "the test command failed: " + outcome.words();
        String words = log.masked(TrialCommands.words(command()));
        return Verdict.tried(reason, words, 0, 0, (System.nanoTime() - start) / 1_000_000);
    }

    /** Where the configuration names a command, another one is ad hoc. */
    private Verdict kind(Verdict verdict) {
        return trial.run().isEmpty() || options.command().isEmpty()
                ? verdict
                : new Verdict(
                        Verdict.ADHOC, verdict.reason(), verdict.command(), verdict.tests(), verdict.failed(),
                        verdict.millis(), verdict.conditions());
    }

    private void keep() throws IOException, InterruptedException {
        ports.workspace()
                .write(
                        TrialFolder.kept(started.id()),
                        new ByteArrayInputStream(started.json().getBytes(StandardCharsets.UTF_8)));
        log.line("trial " + started.id()
                + " is left running; `delivery test --accept -m TEXT` or `--reject -m TEXT` ends it");
    }

    private List<String> command() {
        return options.command().isEmpty() ? trial.run() : options.command();
    }
}
