package io.jenkins.plugins.testeddelivery.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes from a configuration that is trusted what a change request must not decide for itself: environments, rules,
 * global files, and what a trial may let through.
 */
public final class Guarded {
    /** How the warning begins that nothing trusted could be read. */
    public static final String UNREAD = "UNREADABLE: the configuration at the trusted commit ";

    private Guarded() {}

    /** What {@code proposed} says, under what {@code trusted} says. */
    public static Project by(Project trusted, Project proposed) {
        List<Component> components = new ArrayList<>();
        Map<String, List<Rule>> rules = new HashMap<>();
        trusted.components().forEach(component -> rules.put(component.name(), component.rules()));
        for (Component component : proposed.components()) {
            components.add(component.withRules(rules.getOrDefault(component.name(), component.rules())));
        }
        return new Project(
                proposed.name(),
                trusted.rules(),
                trusted.global(),
                proposed.ignore(),
                components,
                trial(trusted, proposed),
                trusted.environments(),
                proposed.warnings(),
                trusted.beforeRebuild());
    }

    /** What {@code proposed} says where nothing trusted can be read: no environment, the rules that rebuild most. */
    public static Project alone(Project proposed, String commit, String problem) {
        List<Component> components = new ArrayList<>();
        proposed.components().forEach(component -> components.add(component.withRules(List.of())));
        List<String> warnings = new ArrayList<>(proposed.warnings());
        warnings.add(UNREAD + commit + " cannot be read, so there are no environments and the cautious rules hold: "
                + problem);
        Trial own = proposed.trial();
        return new Project(
                proposed.name(),
                Presets.rules(Presets.CONSERVATIVE),
                proposed.global(),
                proposed.ignore(),
                components,
                own.env().isEmpty() ? with(own, List.of()) : Trial.NONE,
                Map.of(),
                warnings);
    }

    private static Trial trial(Project trusted, Project proposed) {
        Trial own = proposed.trial();
        boolean known = own.env().isEmpty() || trusted.environments().containsKey(own.env());
        return known ? with(own, trusted.trial().allow()) : trusted.trial();
    }

    private static Trial with(Trial trial, List<String> allow) {
        return new Trial(
                trial.env(),
                trial.compose(),
                trial.testDb(),
                trial.data(),
                trial.run(),
                trial.junit(),
                trial.scope(),
                allow);
    }
}
