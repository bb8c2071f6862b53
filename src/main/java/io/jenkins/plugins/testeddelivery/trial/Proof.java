package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says what a trial of a set speaks of (DESIGN, "A green trial"): its artifacts, and the libraries it proves. */
final class Proof {
    private final Plan plan;
    private final TrialSet set;
    private final Map<String, Boolean> carried = new HashMap<>();

    private Proof(Plan plan, TrialSet set) {
        this.plan = plan;
        this.set = set;
    }

    static Map<String, Fact.Tried> components(Plan plan, TrialSet set) {
        Proof proof = new Proof(plan, set);
        Map<String, Fact.Tried> tried = new TreeMap<>();
        set.artifacts().forEach((name, artifact) ->
                tried.put(name, new Fact.Tried(artifact.fingerprint(), artifact.digest())));
        for (Component component : plan.scan().project().components()) {
            if (!component.shippable() && proof.provedByDependents(component.name())) {
                String fingerprint = plan.scan().fingerprints().getOrDefault(component.name(), "");
                tried.put(component.name(), new Fact.Tried(fingerprint, ""));
            }
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

    private boolean provedByDependents(String library) {
        Boolean known = carried.putIfAbsent(library, true);
        if (known != null) {
            // libraries that need each other are proved by what is outside of their circle
            return known;
        }
        boolean all = plan.scan().project().components().stream()
                .filter(component -> component.dependsOn().contains(library))
                .allMatch(this::inItOrUnchanged);
        carried.put(library, all);
        return all;
    }

    private boolean inItOrUnchanged(Component dependent) {
        boolean affected =
                plan.component(dependent.name()).map(Decision::affected).orElse(true);
        return !affected
                || (dependent.shippable()
                        ? set.artifacts().containsKey(dependent.name())
                        : provedByDependents(dependent.name()));
    }
}
