package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Turns a verdict on a set into evidence and records it. */
final class Conclusion {
    private final Ports ports;
    private final Ledger ledger;
    private final Started started;

    Conclusion(Ports ports, Ledger ledger, Started started) {
        this.ports = ports;
        this.ledger = ledger;
        this.started = started;
    }

    /** Where somebody keeps what the trial logged. */
    @FunctionalInterface
    interface Kept {
        /** @return its digest in the content store */
        String log() throws IOException, InterruptedException;
    }

    /** The verdict on a set that never came up: no test was run. */
    static Verdict ill(Started started) {
        return Verdict.tried(started.ill(), "start of the set", 0, 0, 0);
    }

    /** The verdict with what the reports say that were written since the start. */
    Verdict counted(Verdict verdict) throws IOException, InterruptedException {
        return started.junit().isEmpty()
                ? verdict
                : verdict.with(ports.workspace()
                        .act(new CountReports(new FindReports(started.junit()), new TreeMap<>(started.reports()))));
    }

    Fact.Evidence record(Verdict verdict, Kept kept) throws IOException, InterruptedException {
        announce(verdict);
        boolean counts = !Verdict.ADHOC.equals(verdict.kind());
        List<String> conditions = new ArrayList<>(started.conditions());
        conditions.addAll(verdict.conditions());
        Fact.Evidence evidence = new Fact.Evidence(
                verdict.passed() ? "passed" : "failed",
                verdict.kind(),
                started.commit(),
                started.dirty(),
                started.version(),
                started.set(),
                started.key(),
                verdict.command(),
                verdict.tests(),
                verdict.failed(),
                verdict.millis(),
                kept.log(),
                started.components(),
                verdict.passed() || !counts
                        ? List.of()
                        : Proof.against(started.components(), Standing.of(ledger.entries())),
                conditions);
        ledger.append(evidence);
        return evidence;
    }

    private void announce(Verdict verdict) {
        Log log = ports.log();
        if (Verdict.MANUAL.equals(verdict.kind())) {
            log.line("trial " + started.id() + " " + verdict.command());
        } else if (verdict.passed()) {
            log.line("the trial passed" + (verdict.tests() > 0 ? ", " + verdict.tests() + " tests" : "")
                    + (Verdict.ADHOC.equals(verdict.kind())
                            ? "; it counts for nothing at export, since trial.run is another command"
                            : ""));
        } else {
            log.warning("the trial failed: " + verdict.reason());
        }
    }
}
