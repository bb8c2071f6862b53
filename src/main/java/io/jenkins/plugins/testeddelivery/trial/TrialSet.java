package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
