package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.BuildLog;
import io.jenkins.plugins.testeddelivery.docker.BuildLogReader;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Adds up what a build run cost, beside what was expected and what building all in full would have cost. */
final class Accounting {
    /** A Dockerfile with more makes for a long record and no better answer. */
    private static final int MOST_STEPS = 60;

    private static final int LONGEST_REASON = 300;

    private final Estimates estimates;
    private final Map<String, Measured> measured = new HashMap<>();

    private final AtomicLong own = new AtomicLong();

    private record Measured(BuildLog log, long contextBytes, long writtenBytes) {}

    Accounting(Estimates estimates) {
        this.estimates = estimates;
    }

    /** Work of the account itself. */
    @FunctionalInterface
    interface Work<T> {
        T done() throws IOException, InterruptedException;
    }

    /** Does some of the account's own work, and counts the time it takes. */
    <T> T timed(Work<T> work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try {
            return work.done();
        } finally {
            own.addAndGet(System.nanoTime() - start);
        }
    }

    /** A line of a builder's output. */
    void read(BuildLogReader output, String line) {
        long start = System.nanoTime();
        output.line(line);
        own.addAndGet(System.nanoTime() - start);
    }

    /** What the account itself took so far, added up over all hands. */
    Duration own() {
        return Duration.ofNanos(own.get());
    }

    /** What was seen while an image was built. */
    synchronized void image(String component, BuildLog log, long contextBytes, long writtenBytes) {
        measured.put(component, new Measured(log, contextBytes, writtenBytes));
    }

    /** Whether what was built is so large that hashing it takes long; of archives nobody here knows. */
    synchronized boolean large(Map<String, Fact.Candidate> built) {
        return built.keySet().stream()
                .anyMatch(name -> !measured.containsKey(name) || measured.get(name).contextBytes >= MuchHashed.BYTES);
    }

    /** @param kept components that needed no build */
    synchronized Fact.Account of(
            Plan plan, Map<String, Fact.Candidate> built, Collection<String> kept, long millis) {
        Map<String, Fact.Built> all = new TreeMap<>();
        built.forEach((name, candidate) -> all.put(name, built(plan, name, candidate)));
        long keptMillis = 0;
        long keptBytes = 0;
        for (String name : kept) {
            keptMillis += estimates.build(name, Strategy.FULL).toMillis();
            keptBytes += bytes(plan, name, Strategy.FULL);
        }
        return new Fact.Account(
                plan.version(),
                plan.scan().commit(),
                plan.scan().dirty(),
                millis,
                all,
                kept.size(),
                keptMillis,
                keptBytes);
    }

    private Fact.Built built(Plan plan, String name, Fact.Candidate candidate) {
        Strategy strategy = Strategy.valueOf(candidate.strategy());
        Measured seen = measured.get(name);
        boolean image = seen != null;
        return new Fact.Built(
                strategy.name(),
                candidate.millis(),
                estimates.build(name, strategy).toMillis(),
                estimates.assumed(name, strategy),
                // what was just built in full is itself the measure of that
                strategy == Strategy.FULL
                        ? candidate.millis()
                        : estimates.build(name, Strategy.FULL).toMillis(),
                image ? seen.log.pulledBytes() + seen.writtenBytes : 0,
                image ? estimates.bytes(name, strategy) : 0,
                image && strategy == Strategy.FULL
                        ? seen.log.pulledBytes() + seen.writtenBytes
                        : image ? estimates.bytes(name, Strategy.FULL) : 0,
                image ? seen.contextBytes : 0,
                image ? seen.log.counted() : 0,
                image ? seen.log.hits() : 0,
                image ? steps(seen.log) : List.of(),
                because(plan, name));
    }

    /** One line of it: who forced it and which rule spoke is what people ask later. */
    private static String because(Plan plan, String name) {
        return plan.component(name)
                .flatMap(Decision::decisive)
                .map(reason -> reason.rule() + ": " + reason.text())
                .map(text -> text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text)
                .orElse("");
    }

    /** An archive's command fetches and writes what nobody here sees. */
    private long bytes(Plan plan, String name, Strategy strategy) {
        boolean image = plan.component(name)
                .filter(decision -> decision.kind().equals("image"))
                .isPresent();
        return image ? estimates.bytes(name, strategy) : 0;
    }

    private static List<String> steps(BuildLog log) {
        List<String> steps = new ArrayList<>();
        for (BuildLog.Layer layer : log.layers()) {
            if (steps.size() < MOST_STEPS && layer.cache() != BuildLog.Cache.UNKNOWN) {
                steps.add(
                        layer.cache() == BuildLog.Cache.HIT
                                ? "+ " + layer.instruction()
                                : "- " + layer.millis() + " " + layer.instruction());
            }
        }
        return steps;
    }
}
