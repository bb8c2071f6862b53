package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Decision.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides for one component after the other: is it affected, how is it rebuilt, and why. */
final class Decider {
    /** Members of a definition whose change leaves no layer valid; the others are used from the source layer on. */
    private static final Set<String> REBUILDS_ALL =
            Set.of("dockerfile", "target", "context", "platform", "kind", "path");

    private final Scan scan;
    private final Standing standing;
    private final Baselines baselines;
    private final PlanRequest request;
    private final LaterGraph graph;
    private final RuleBook rules;
    private final Presence presence;
    private final Ledger ledger;
    private final Instant now;
    private final DependencyLayer dependencyLayer;
    private final MovedBases bases;
    private final ForcedCost extra;
    private final Surroundings surroundings;
    private final Map<String, Reason> unchanged = new HashMap<>();

    Decider(
            Scan scan,
            Standing standing,
            Baselines baselines,
            PlanRequest request,
            LaterGraph graph,
            Presence presence,
            Ledger ledger,
            DependencyLayer dependencyLayer,
            MovedBases bases,
            ForcedCost extra,
            Instant now) {
        this.scan = scan;
        this.standing = standing;
        this.baselines = baselines;
        this.request = request;
        this.graph = graph;
        this.rules = new RuleBook(scan.project());
        this.presence = presence;
        this.ledger = ledger;
        this.dependencyLayer = dependencyLayer;
        this.bases = bases;
        this.extra = extra;
        this.now = now;
        this.surroundings = new Surroundings(scan, rules);
    }

    Decision decide(Component component) throws IOException, InterruptedException {
        String fingerprint = scan.fingerprints().get(component.name());
        Baseline baseline = baselines.of(component.name());
        Optional<Fact.Candidate> artifact = standing.artifact(component.name(), fingerprint, false);
        Verdict verdict = new Verdict(component, fingerprint, baseline);
        if (!verdict.affected) {
            verdict.reasons.add(unchanged(baseline.text()));
            around(verdict);
        } else if (baseline.fingerprint().isEmpty()) {
            verdict.direct = true;
            verdict.raise(Strategy.FULL, baseline.problem(), baseline.text(), List.of());
        } else {
            compare(verdict);
            dependencies(verdict);
        }
        reuse(verdict, artifact);
        base(verdict, artifact);
        age(verdict);
        force(verdict);
        return verdict.decision(evidence(component, fingerprint, artifact));
    }

    /** Most components have the same baseline, and so one reason. */
    private Reason unchanged(String since) {
        Reason known = unchanged.get(since);
        if (known == null) {
            known = new Reason("UNCHANGED", "nothing that goes into it changed: " + since, List.of());
            unchanged.put(since, known);
        }
        return known;
    }

    /** What changed around an image that itself is the same. */
    private void around(Verdict verdict) {
        if (verdict.component.kind() == Component.Kind.IMAGE) {
            for (Surroundings.Found found : surroundings.of(verdict.component, verdict.baseline)) {
                verdict.strategy = verdict.strategy.or(found.strategy());
                verdict.reasons.add(found.strategy() == Strategy.NONE ? verdict.reasons.size() : 0, found.reason());
            }
        }
    }

    /** Finds what differs: exactly, from the stored document of the baseline's fingerprint, else from the changed files. */
    private void compare(Verdict verdict) throws IOException, InterruptedException {
        Optional<DocumentDiff> documents = documents(verdict);
        if (documents.isPresent()) {
            verdict.changes.addAll(documents.get().globals());
            verdict.changes.addAll(documents.get().locks());
            verdict.changes.addAll(documents.get().files());
        } else {
            addChanged(verdict);
        }
        verdict.direct = !verdict.changes.isEmpty();
        byRule(verdict);
        if (documents.isPresent()) {
            definition(verdict, documents.get().definition());
        }
        verdict.via = new TreeSet<>(
                documents.isPresent() ? documents.get().dependencies() : changedDependencies(verdict));
        if (!verdict.via.isEmpty()) {
            verdict.raise(
                    Strategy.INCREMENTAL, "dependency", String.join(", ", verdict.via) + " changed", List.of());
        }
        if (verdict.reasons.isEmpty()) {
            verdict.direct = true;
            verdict.raise(
                    Strategy.FULL,
                    "DEFINITION",
                    "its definition changed; what exactly is not on record",
                    List.of());
        }
        if (verdict.component.shippable()) {
            // a rule may ask for little, but what goes into the artifact has to get there
            verdict.strategy = verdict.strategy.or(Strategy.CACHED);
        }
        String first = documents.isPresent() ? documents.get().first() : "";
        if (!first.isEmpty()) {
            verdict.reasons.add(new Reason("INPUT_DIFFERS", "first input that differs: " + first, List.of()));
        }
    }

    /** The changed files that go into it, global ones first. */
    private void addChanged(Verdict verdict) {
        for (Change change : verdict.baseline.changes()) {
            if (scan.inputs().global(change.path())) {
                verdict.changes.add(change);
            }
        }
        for (Change change : verdict.baseline.changes()) {
            if (scan.inputs().componentsOf(change.path()).contains(verdict.component.name())) {
                verdict.changes.add(change);
            }
        }
    }

    /** What a manifest says counts, not that it changed since. */
    private void dependencies(Verdict verdict) {
        Optional<DependencyLayer.Answer> answer =
                dependencyLayer.of(verdict.component.name(), verdict.strategy, verdict.besidesManifests);
        if (answer.isPresent()) {
            verdict.strategy = answer.get().strategy();
            verdict.reasons.add(answer.get().reason());
        }
    }

    private void byRule(Verdict verdict) {
        Map<RuleBook.Asks, List<String>> paths = new LinkedHashMap<>();
        for (Change change : verdict.changes) {
            RuleBook.Asks asks = rules.asks(
                    verdict.component, change, baselines.inside(verdict.baseline, change.path()));
            List<String> known = paths.get(asks);
            if (known == null) {
                known = new ArrayList<>();
                paths.put(asks, known);
            }
            known.add(change.path());
        }
        for (Map.Entry<RuleBook.Asks, List<String>> one : paths.entrySet()) {
            RuleBook.Asks asks = one.getKey();
            verdict.raise(asks.strategy(), asks.rule(), asks.because(), List.copyOf(one.getValue()));
        }
    }

    private static void definition(Verdict verdict, List<String> members) {
        if (!members.isEmpty()) {
            verdict.direct = true;
            verdict.raise(
                    definition(members),
                    "DEFINITION",
                    "its definition changed: " + String.join(", ", members),
                    List.of());
        }
    }

    /** What a change of these members of a definition asks for. */
    static Strategy definition(List<String> members) {
        if (members.isEmpty()) {
            return Strategy.NONE;
        }
        return members.stream().anyMatch(REBUILDS_ALL::contains) ? Strategy.FULL : Strategy.INCREMENTAL;
    }

    /** Dependencies, near or far, into which a changed file goes. */
    private Set<String> changedDependencies(Verdict verdict) throws InterruptedException {
        Set<String> changed = new LinkedHashSet<>();
        verdict.baseline.changes().forEach(change -> changed.addAll(
                scan.inputs().componentsOf(change.path())));
        Set<String> reached = graph.get().withDependents(changed);
        Set<String> via = new TreeSet<>(graph.get().dependenciesOf(verdict.component.name()));
        via.retainAll(reached);
        return via;
    }

    private Optional<DocumentDiff> documents(Verdict verdict) throws IOException {
        String now = scan.documents().getOrDefault(verdict.component.name(), "");
        String before = baselines.documents().getOrDefault(verdict.baseline.fingerprint(), "");
        if (before.isEmpty() && ledger.store().has(verdict.baseline.fingerprint())) {
            try (InputStream in = ledger.store().open(verdict.baseline.fingerprint())) {
                before = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        return now.isEmpty() || before.isEmpty() ? Optional.empty() : Optional.of(DocumentDiff.between(before, now));
    }

    /** A tested artifact of the same inputs is taken as it is, if it is still there. */
    private void reuse(Verdict verdict, Optional<Fact.Candidate> artifact) throws IOException, InterruptedException {
        if (!verdict.component.shippable()) {
            return;
        }
        boolean tested = artifact.isPresent()
                && standing.tested(verdict.component.name(), artifact.get().digest());
        if (!tested) {
            return;
        }
        if (!presence.there(artifact.get())) {
            verdict.strategy = verdict.strategy.or(Strategy.INCREMENTAL);
            verdict.reasons.add(0, new Reason(
                    "ARTIFACT_GONE",
                    "it was tested as " + artifact.get().version() + ", but its bytes are no longer there",
                    List.of()));
        } else if (verdict.affected) {
            verdict.strategy = Strategy.REUSE;
            verdict.reasons.add(0, new Reason(
                    "REUSE",
                    "the same inputs were tested as " + artifact.get().version() + "; nothing to build",
                    List.of()));
        }
    }

    /** What was tested stands on another base than what would be built now. */
    private void base(Verdict verdict, Optional<Fact.Candidate> artifact) {
        List<String> moved = artifact.isPresent() ? bases.of(artifact.get()) : List.of();
        if (!moved.isEmpty()) {
            verdict.raise(
                    Strategy.FULL,
                    "BASE_MOVED",
                    String.join(", ", moved) + " is another image than the one it was built on",
                    List.of());
        }
    }

    private void age(Verdict verdict) {
        Duration limit = verdict.component.maxAge();
        Optional<Fact.Candidate> newest = standing.newestTested(verdict.component.name());
        if (limit.isZero() || newest.isEmpty()) {
            return;
        }
        Optional<Instant> built = standing.builtInFull(verdict.component.name())
                .map(Instant::parse)
                .or(() -> Version.time(newest.get().version()));
        if (built.isPresent() && built.get().plus(limit).isBefore(now)) {
            verdict.raise(
                    Strategy.FULL,
                    "MAX_AGE",
                    "it was last built in full on " + built.get().toString().substring(0, "2026-01-02".length())
                            + ", and maxAge is " + words(limit),
                    List.of());
        }
    }

    private static String words(Duration limit) {
        return limit.toHours() % 24 == 0 ? limit.toDays() + " d" : limit.toMinutes() % 60 == 0 ? limit.toHours() + " h" : limit.toMinutes() + " min";
    }

    private void force(Verdict verdict) {
        Strategy forced = request.force()
                .or(request.forceComponent().getOrDefault(verdict.component.name(), Strategy.NONE));
        // also where the plan says so anyway: a candidate that was built before is not good enough then
        if (forced.builds() && forced.compareTo(verdict.strategy) >= 0) {
            extra.add(verdict.component, verdict.strategy, forced);
            verdict.raise(
                    forced,
                    "FORCED",
                    forced + " was asked for" + (request.askedBy().isEmpty() ? "" : " by " + request.askedBy()),
                    List.of());
        }
    }

    private String evidence(Component component, String fingerprint, Optional<Fact.Candidate> artifact) {
        if (!component.shippable()) {
            List<Standing.TestedAt> tested = standing.testedAt(component.name());
            boolean green = false;
            for (Standing.TestedAt point : tested) {
                green |= point.fingerprint().equals(fingerprint);
            }
            return green ? "green" : tested.isEmpty() ? "none" : "stale";
        }
        if (artifact.isPresent()) {
            String digest = artifact.get().digest();
            if (standing.tested(component.name(), digest)) {
                return "green";
            }
            if (standing.failed(component.name(), digest)) {
                return "failed";
            }
        }
        return standing.newestTested(component.name()).isPresent() ? "stale" : "none";
    }

    /** What is being found out about one component. */
    private static final class Verdict {
        private final Component component;
        private final String fingerprint;
        private final Baseline baseline;
        private final boolean affected;
        private boolean direct;
        private Strategy strategy = Strategy.NONE;
        private Strategy besidesManifests = Strategy.NONE;
        private Set<String> via = Set.of();
        private final List<Reason> reasons = new ArrayList<>(1);
        private final List<Change> changes = new ArrayList<>();

        Verdict(Component component, String fingerprint, Baseline baseline) {
            this.component = component;
            this.fingerprint = fingerprint;
            this.baseline = baseline;
            this.affected = !fingerprint.equals(baseline.fingerprint());
        }

        void raise(Strategy to, String rule, String text, List<String> paths) {
            strategy = strategy.or(to);
            if (!DependencyHashes.speaksOf(rule)) {
                besidesManifests = besidesManifests.or(to);
            }
            reasons.add(new Reason(rule, text, paths));
        }

        Decision decision(String evidence) {
            return new Decision(
                    component.name(),
                    component.kind().word(),
                    component.path(),
                    affected,
                    direct,
                    List.copyOf(via),
                    strategy,
                    fingerprint,
                    baseline.commit(),
                    evidence,
                    reasons,
                    changes);
        }
    }
}
