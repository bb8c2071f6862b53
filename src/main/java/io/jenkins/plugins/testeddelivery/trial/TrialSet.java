package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The whole set that would ship: the artifact of every shippable component at head's fingerprint.
 *
 * @param artifacts by component name, sorted
 * @param missing shippable components that have no artifact of head's inputs, sorted
 */
public record TrialSet(Map<String, Fact.Candidate> artifacts, List<String> missing) {
    public TrialSet {
        artifacts = Collections.unmodifiableMap(new TreeMap<>(artifacts));
        missing = missing.stream().sorted().toList();
    }

    /** Looks the set up; {@code dirtyToo} lets in artifacts that were built from a tree with changes. */
    public static TrialSet of(Plan plan, Standing standing, boolean dirtyToo) {
        Map<String, Fact.Candidate> artifacts = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (Component component : plan.scan().project().components()) {
            if (component.shippable()) {
                String fingerprint = plan.scan().fingerprints().getOrDefault(component.name(), "");
                Optional<Fact.Candidate> artifact = standing.artifact(component.name(), fingerprint, dirtyToo);
                artifact.ifPresentOrElse(
                        found -> artifacts.put(component.name(), found), () -> missing.add(component.name()));
            }
        }
        return new TrialSet(artifacts, missing);
    }

    /**
     * The set in which some components stay as they were last tested.
     *
     * @param older names of components that need not be head's
     */
    public static TrialSet of(Plan plan, Standing standing, boolean dirtyToo, Set<String> older) {
        TrialSet head = of(plan, standing, dirtyToo);
        Map<String, Fact.Candidate> artifacts = new TreeMap<>(head.artifacts());
        for (String name : older) {
            Fact.Candidate atHead = artifacts.get(name);
            if (atHead == null || !standing.tested(name, atHead.digest())) {
                older(plan, standing, name).ifPresent(kept -> artifacts.put(name, kept));
            }
        }
        return new TrialSet(
                artifacts,
                head.missing().stream().filter(name -> !artifacts.containsKey(name)).toList());
    }

    /** A component's tested artifact of its baseline; where none is an ancestor of head, the newest at all. */
    public static Optional<Fact.Candidate> older(Plan plan, Standing standing, String component) {
        String baseline = plan.component(component).map(Decision::baseline).orElse("");
        return standing.testedAt(component).stream()
                .filter(tested -> tested.commit().equals(baseline))
                .findFirst()
                .flatMap(tested -> standing.byDigest(component, tested.digest()))
                .or(() -> standing.newestTested(component));
    }

    public boolean whole() {
        return missing.isEmpty();
    }

    /** What evidence for the set is recorded under; empty if the set is not whole. */
    public String digest() {
        if (!whole()) {
            return "";
        }
        Map<String, String> digests = new TreeMap<>();
        artifacts.forEach((name, artifact) -> digests.put(name, artifact.digest()));
        return Standing.setDigest(digests);
    }
}
