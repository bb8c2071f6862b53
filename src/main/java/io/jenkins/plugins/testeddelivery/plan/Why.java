package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Presets;
import io.jenkins.plugins.testeddelivery.config.Rule;
import io.jenkins.plugins.testeddelivery.git.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that speaks for and against rebuilding one component: for one that is not affected, why not.
 *
 * @param decision what the plan says
 * @param definition the component as configured or inferred
 * @param before fingerprint it is compared with; empty: there is none
 * @param inputs how many there are now of each kind, in the order of the fingerprint
 * @param differences every input that differs, in that order
 * @param exact whether the inputs on the other side are on record; else the differences are those of the commits
 */
public record Why(
        Decision decision,
        Component definition,
        String before,
        Counts inputs,
        List<Difference> differences,
        boolean exact) {
    public Why {
        differences = List.copyOf(differences);
    }

    /** How many inputs of each kind a component has. */
    public record Counts(int globals, int locks, int dependencies, int files) {}

    /**
     * One input that differs.
     *
     * @param kind {@code definition}, {@code global}, {@code lock}, {@code dependency} or {@code file}
     * @param name the definition's member, the component's name or the path
     * @param status {@code modified} and so on; empty where there is no such word
     * @param rule that says what it asks for; empty: no rule is asked
     * @param pattern of that rule that matches the path; empty: none
     * @param line where the pattern stands in the preset that comes with us; empty: it is the user's own
     */
    public record Difference(String kind, String name, String status, String rule, String pattern, String line) {}

    /** @param then the inputs on the other side; empty: they are not on record */
    static Why of(
            Decision decision,
            Component component,
            String before,
            Optional<FingerprintText> then,
            FingerprintText now,
            RuleBook rules) {
        List<Difference> differences = new ArrayList<>();
        if (then.isEmpty()) {
            addFiles(differences, "file", decision.changes(), component, rules);
        } else {
            DocumentDiff diff = DocumentDiff.between(then.get(), now);
            diff.definition().forEach(name -> differences.add(new Difference("definition", name, "", "", "", "")));
            addFiles(differences, "global", diff.globals(), component, rules);
            addFiles(differences, "lock", diff.locks(), component, rules);
            diff.dependencies().forEach(name -> differences.add(new Difference("dependency", name, "", "", "", "")));
            addFiles(differences, "file", diff.files(), component, rules);
        }
        return new Why(decision, component, before, now.counts(), differences, then.isPresent() || before.isEmpty());
    }

    private static void addFiles(
            List<Difference> differences, String kind, List<Change> changes, Component component, RuleBook rules) {
        for (Change change : changes) {
            Rule rule = rules.ruleFor(component, change.path());
            String pattern = rules.patternFor(component, change.path());
            differences.add(new Difference(
                    kind,
                    change.path(),
                    change.status().word(),
                    rule.name(),
                    pattern,
                    pattern.isEmpty() ? "" : Presets.line(rule, pattern)));
        }
    }
}
