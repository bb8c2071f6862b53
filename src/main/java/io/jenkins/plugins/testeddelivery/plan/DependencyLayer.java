package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Decision.Reason;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides whether an image's dependency layer is built anew: only where what its manifests ask for differs from what
 * they asked for in every image whose layers can be taken.
 */
final class DependencyLayer {
    private final Standing standing;
    private final Map<String, String> hashes;

    /** @param hashes by component, see {@link DependencyHashes}; none where nothing speaks of its manifests */
    DependencyLayer(Standing standing, Map<String, String> hashes) {
        this.standing = standing;
        this.hashes = hashes;
    }

    /** @param strategy instead of the one before. @param reason for it */
    record Answer(Strategy strategy, Reason reason) {}

    /** Looks into the manifests of the components for which that can make a difference, and of no other. */
    static DependencyLayer of(Workspace workspace, Scan scan, Standing standing, Baselines baselines)
            throws IOException, InterruptedException {
        RuleBook rules = new RuleBook(scan.project());
        Set<String> names = new TreeSet<>();
        if (standing.components().isEmpty()) {
            return new DependencyLayer(standing, Map.of());
        }
        for (Component component : scan.project().components()) {
            String name = component.name();
            Baseline baseline = baselines.of(name);
            boolean image = component.kind() == Component.Kind.IMAGE;
            boolean affected = !scan.fingerprints().get(name).equals(baseline.fingerprint());
            Optional<Fact.Candidate> tested = standing.newestTested(name);
            boolean known = tested.isPresent() && !tested.get().dependencyHash().isEmpty();
            // compared with something else than what was tested, nothing is known of the manifests between
            if (image && affected && known
                    && (!baselines.base().isEmpty() || manifestChanged(rules, scan, component, baseline.changes()))) {
                names.add(name);
            }
        }
        return new DependencyLayer(standing, names.isEmpty() ? Map.of() : DependencyHashes.of(workspace, scan, names));
    }

    private static boolean manifestChanged(RuleBook rules, Scan scan, Component component, List<Change> changes) {
        return changes.stream()
                .map(Change::path)
                .filter(path -> scan.inputs().global(path)
                        || scan.inputs().componentsOf(path).contains(component.name()))
                .anyMatch(path -> DependencyHashes.speaksOf(rules.ruleFor(component, path).name()));
    }

    /**
     * Whether the component is to be built in another way than its changes ask for.
     *
     * @param besides what everything but its dependency manifests asks for
     */
    Optional<Answer> of(String component, Strategy strategy, Strategy besides) {
        String hash = hashes.getOrDefault(component, "");
        if (hash.isEmpty() || !strategy.builds() || strategy.compareTo(Strategy.DEPENDENCIES) > 0) {
            return Optional.empty();
        }
        Optional<Fact.Candidate> same = standing.testedWith(component, hash);
        if (same.isPresent() && strategy == Strategy.DEPENDENCIES && besides != Strategy.DEPENDENCIES) {
            return Optional.of(new Answer(
                    besides.or(Strategy.INCREMENTAL),
                    new Reason(
                            "DEPENDENCIES_SAME",
                            "its manifests ask for what " + same.get().version()
                                    + " was built with, so that image's dependency layer is taken",
                            List.of())));
        }
        if (same.isEmpty() && strategy != Strategy.DEPENDENCIES) {
            return Optional.of(new Answer(
                    Strategy.DEPENDENCIES,
                    new Reason(
                            "DEPENDENCIES_DIFFER",
                            "no tested image was built with what its manifests ask for now",
                            List.of())));
        }
        return Optional.empty();
    }
}
