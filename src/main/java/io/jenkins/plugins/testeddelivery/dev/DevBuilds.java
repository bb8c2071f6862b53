package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.build.Builds;
import io.jenkins.plugins.testeddelivery.build.Outcome;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Builds for development: what the plan asks for, but not again what was built from these very sources, committed or not,
 * and never from nothing because it was not tested yet: what was built before lends its layers. Nothing of that counts
 * for an export, where the tree has changes.
 */
public final class DevBuilds {
    /** Reasons for a build in full that say only that there is nothing tested to compare with. */
    private static final Set<String> UNTESTED = Set.of("NO_BASE");

    private final Ports ports;
    private final Ledger ledger;

    public DevBuilds(Ports ports, Ledger ledger) {
        this.ports = ports;
        this.ledger = ledger;
    }

    /** The plan as development takes it. */
    public Plan plan(Plan plan) throws IOException {
        Standing standing = Standing.of(ledger.entries());
        List<Decision> decisions = new ArrayList<>();
        for (Decision decision : plan.components()) {
            boolean untested = decision.strategy() == Strategy.FULL
                    && decision.reasons().stream().allMatch(reason -> UNTESTED.contains(reason.rule()));
            Optional<Fact.Candidate> before = standing.built(decision.name()).stream().findFirst();
            decisions.add(untested && before.isPresent() ? incremental(decision, before.get()) : decision);
        }
        return new Plan(
                plan.version(), plan.base(), plan.baseReason(), decisions, plan.waves(), plan.testNeeded(),
                plan.trialKey(), plan.unowned(), plan.warnings(), plan.scan());
    }

    private static Decision incremental(Decision asked, Fact.Candidate before) {
        List<Decision.Reason> reasons = new ArrayList<>(asked.reasons());
        reasons.add(0, new Decision.Reason(
                "BUILT_BEFORE", "not tested yet; development builds on the layers of " + before.version(), List.of()));
        return new Decision(
                asked.name(), asked.kind(), asked.path(), asked.affected(), asked.direct(), asked.via(),
                Strategy.INCREMENTAL, asked.fingerprint(), asked.baseline(), asked.evidence(), reasons,
                asked.changes());
    }

    /** Artifacts of images that were built from these very sources, changes that nobody committed included, by component. */
    public Map<String, Fact.Candidate> there(Engine engine, Plan plan, Set<String> only)
            throws IOException, InterruptedException {
        Standing standing = Standing.of(ledger.entries());
        Map<String, Fact.Candidate> there = new TreeMap<>();
        for (Decision decision : plan.components()) {
            boolean forced = decision.reasons().stream().anyMatch(reason -> reason.rule().equals("FORCED"));
            if (forced || !only.isEmpty() && !only.contains(decision.name())) {
                continue;
            }
            for (Fact.Candidate candidate : standing.artifacts(decision.name(), decision.fingerprint(), true)) {
                if (candidate.dirty()
                        && !candidate.image().isEmpty()
                        && !standing.failed(decision.name(), candidate.digest())
                        && engine.image(candidate.image())
                                .filter(image -> image.digest().equals(candidate.digest()))
                                .isPresent()) {
                    there.putIfAbsent(decision.name(), candidate);
                }
            }
        }
        return there;
    }

    /**
     * Builds what is not there.
     *
     * @param plan as {@link #plan} gave it
     * @param only components; empty: all
     * @param there see {@link #there}
     */
    public Outcome run(Plan plan, Set<String> only, Map<String, Fact.Candidate> there)
            throws IOException, InterruptedException {
        Set<String> missing = new TreeSet<>(only);
        if (only.isEmpty()) {
            plan.components().forEach(decision -> missing.add(decision.name()));
        }
        missing.removeAll(there.keySet());
        Outcome built = missing.isEmpty()
                ? new Outcome(Map.of(), Map.of(), Set.of(), Map.of())
                : new Builds(ports, ledger).run(plan, missing, Runtime.getRuntime().availableProcessors());
        Map<String, Fact.Candidate> all = new TreeMap<>(built.built());
        Map<String, String> reused = new TreeMap<>(built.reused());
        there.forEach((name, candidate) -> {
            all.putIfAbsent(name, candidate);
            reused.putIfAbsent(name, "already built as " + candidate.version() + ", from these very sources");
        });
        return new Outcome(all, built.failed(), built.skipped(), reused, built.accounting());
    }
}
