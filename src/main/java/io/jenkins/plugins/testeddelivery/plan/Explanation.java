package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.ProjectReader;
import io.jenkins.plugins.testeddelivery.config.Rule;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says what a change that is not made yet would mean. */
public final class Explanation {
    private final Scan scan;
    private final RuleBook rules;
    private final ComponentGraph graph;
    private final Estimates estimates;

    public Explanation(Scan scan, List<Ledger.Entry> entries) {
        this.scan = scan;
        this.rules = new RuleBook(scan.project());
        this.graph = new ComponentGraph(scan.project());
        this.estimates = new Estimates(entries);
    }

    /**
     * What a change of the path means.
     *
     * @param owner component that owns it; empty: none
     * @param note in words, where no component is affected
     */
    public record Meaning(String path, String owner, boolean global, List<Effect> effects, String note) {}

    /**
     * What it means for one component.
     *
     * @param rule a rule's name, or {@code dependency}
     * @param expected time to build it
     */
    public record Effect(
            String component, boolean direct, String rule, Strategy strategy, String because, Duration expected) {}

    public Meaning of(String path) {
        boolean global = scan.inputs().global(path);
        Set<String> direct = new TreeSet<>(scan.inputs().componentsOf(path));
        if (global) {
            scan.project().components().forEach(component -> direct.add(component.name()));
        }
        List<Effect> effects = new ArrayList<>();
        for (String name : new TreeSet<>(graph.withDependents(direct))) {
            Component component = scan.project().component(name).orElseThrow();
            if (direct.contains(name)) {
                Rule rule = rules.ruleFor(component, path);
                effects.add(effect(component, true, rule.name(), rule.strategy(), rule.because()));
            } else {
                Set<String> through = graph.dependenciesOf(name);
                through.retainAll(graph.withDependents(direct));
                effects.add(effect(
                        component, false, "dependency", Strategy.INCREMENTAL, String.join(", ", through) + " changes"));
            }
        }
        return new Meaning(path, scan.inputs().ownerOf(path), global, effects, effects.isEmpty() ? note(path) : "");
    }

    private Effect effect(Component component, boolean direct, String rule, Strategy strategy, String because) {
        Duration expected = component.shippable() ? estimates.build(component.name(), strategy) : Duration.ZERO;
        return new Effect(component.name(), direct, rule, strategy, because, expected);
    }

    private String note(String path) {
        if (path.equals(ProjectReader.DEFAULT_FILE)) {
            return "the configuration affects just the components whose definition it changes";
        }
        if (scan.project().runTimeFiles().contains(path)) {
            return "no artifact holds it; containers are started with it, so its services are recreated (RESTART)";
        }
        if (scan.inputs().ignored(path)) {
            return "left out by 'ignore:'";
        }
        String owner = scan.inputs().ownerOf(path);
        return owner.isEmpty()
                ? "belongs to no component and is not global"
                : "belongs to " + owner + " and does not go into it";
    }
}
