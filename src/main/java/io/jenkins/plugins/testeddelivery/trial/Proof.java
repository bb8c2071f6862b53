package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says what a trial of a set speaks of (DESIGN, "A green trial"): its artifacts, and the libraries it proves. */
final class Proof {
    private final Plan plan;
    private final TrialSet set;

    private Proof(Plan plan, TrialSet set) {
        this.plan = plan;
        this.set = set;
    }

    static Map<String, Fact.Tried> components(Plan plan, TrialSet set) {
        Proof proof = new Proof(plan, set);
        Map<String, Fact.Tried> tried = new TreeMap<>();
        set.artifacts().forEach((name, artifact) -> {
            // what stays older was tested where it was new; here it would look like tested at head
            if (proof.ofHead(name)) {
                tried.put(name, new Fact.Tried(artifact.fingerprint(), artifact.digest()));
            }
        });
        for (String library : proof.provedLibraries()) {
            tried.put(library, new Fact.Tried(plan.scan().fingerprints().getOrDefault(library, ""), ""));
        }
        return tried;
    }

    /** The components whose artifacts a failure speaks against: those that nothing spoke for. */
    static List<String> against(Map<String, Fact.Tried> components, Standing standing) {
        return components.entrySet().stream()
                .filter(entry -> !entry.getValue().digest().isEmpty())
                .filter(entry -> !standing.tested(entry.getKey(), entry.getValue().digest()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Takes away the libraries with a dependent that is neither in the set nor unchanged, until none is left to take:
     * libraries that need each other are proved by what is outside of their circle.
     */
    private Set<String> provedLibraries() {
        Set<String> proved = new TreeSet<>();
        plan.scan().project().components().stream()
                .filter(component -> !component.shippable())
                .forEach(library -> proved.add(library.name()));
        boolean taken;
        do {
            taken = proved.removeIf(library -> plan.scan().project().components().stream()
                    .filter(component -> component.dependsOn().contains(library))
                    .anyMatch(dependent -> !inItOrUnchanged(dependent, Set.copyOf(proved))));
        } while (taken);
        return proved;
    }

    private boolean inItOrUnchanged(Component dependent, Set<String> proved) {
        boolean affected =
                plan.component(dependent.name()).map(Decision::affected).orElse(true);
        return !affected
                || (dependent.shippable()
                        ? ofHead(dependent.name())
                        : proved.contains(dependent.name()));
    }

    private boolean ofHead(String component) {
        Fact.Candidate artifact = set.artifacts().get(component);
        return artifact != null && artifact.fingerprint().equals(plan.scan().fingerprints().get(component));
    }
}
