package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.git.Scan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The decision for every component.
 *
 * @param version the release version drawn for it
 * @param base commit that replaces every component's own baseline; empty: they have their own
 * @param baseReason why this base, in words
 * @param components sorted by name
 * @param waves names of what must be built, each wave after what it depends on
 * @param testNeeded whether a trial is needed before an export
 * @param trialKey digest of the trial's configuration, see {@link TrialKey}
 * @param unowned changed files that belong to no component
 * @param scan the state it was made from
 */
public record Plan(
        String version,
        String base,
        String baseReason,
        List<Decision> components,
        List<List<String>> waves,
        boolean testNeeded,
        String trialKey,
        List<String> unowned,
        List<String> warnings,
        Scan scan)
        implements Serializable {
    public Plan {
        components = List.copyOf(components);
        List<List<String>> copies = new ArrayList<>(waves.size());
        for (List<String> wave : waves) {
            copies.add(List.copyOf(wave));
        }
        waves = List.copyOf(copies);
        unowned = List.copyOf(unowned);
        warnings = List.copyOf(warnings);
    }

    public Optional<Decision> component(String name) {
        return components.stream()
                .filter(decision -> decision.name().equals(name))
                .findFirst();
    }

    /** The same plan under a version that was drawn for it before. */
    public Plan as(String drawnVersion) {
        return new Plan(
                drawnVersion, base, baseReason, components, waves, testNeeded, trialKey, unowned, warnings, scan);
    }

    public boolean anyAffected() {
        return components.stream().anyMatch(Decision::affected);
    }

    public boolean buildNeeded() {
        return !waves.isEmpty();
    }
}
