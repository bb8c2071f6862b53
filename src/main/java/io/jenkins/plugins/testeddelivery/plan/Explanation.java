package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.ProjectReader;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.config.content.Inside;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says what a change that is not made yet would mean. */
public final class Explanation {
    private final Scan scan;
    private final RuleBook rules;
    private final ComponentGraph graph;
    private final Estimates estimates;
    private final Surroundings surroundings;

    public Explanation(Scan scan, List<Ledger.Entry> entries) {
        this.scan = scan;
        this.rules = new RuleBook(scan.project());
        this.graph = new ComponentGraph(scan.project());
        this.estimates = new Estimates(entries);
        this.surroundings = new Surroundings(scan, rules);
    }

    /**
     * What a change of the path means.
     *
     * @param owner component that owns it; empty: none
     * @param deployments what deploying it then takes, by environment; an empty name where none is configured; none
     *     where nothing is built or started anew
     * @param note in words, where no component is affected
     */
    public record Meaning(
            String path,
            String owner,
            boolean global,
            List<Effect> effects,
            Map<String, Duration> deployments,
            String note) {}

    /**
     * What it means for one component.
     *
     * @param rule a rule's name, {@code dependency}, or a typed reason
     * @param expected time to build it
     * @param less what a look into the change may show that asks for less
     */
    public record Effect(
            String component,
            boolean direct,
            String rule,
            Strategy strategy,
            String because,
            Duration expected,
            List<Less> less) {}

    /** @param when in words: {@code only comments or white space changed} */
    public record Less(Strategy strategy, String when, Duration expected) {}

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
                effects.add(direct(component, path));
            } else {
                Set<String> through = graph.dependenciesOf(name);
                through.retainAll(graph.withDependents(direct));
                effects.add(effect(
                        component,
                        false,
                        new RuleBook.Asks("dependency", Strategy.INCREMENTAL, String.join(", ", through) + " changes"),
                        List.of()));
            }
        }
        if (effects.isEmpty()) {
            restarted(path, effects);
        }
        return new Meaning(
                path,
                scan.inputs().ownerOf(path),
                global,
                effects,
                effects.stream().anyMatch(effect -> !effect.expected.isZero()) ? deployments() : Map.of(),
                effects.isEmpty() ? note(path) : "");
    }

    private Effect direct(Component component, String path) {
        Change change = new Change(path, Change.Status.MODIFIED);
        RuleBook.Asks asks = rules.asks(component, change, Optional.empty());
        boolean dockerfile =
                component.product() instanceof Component.Image image && image.dockerfile().equals(path);
        List<Less> less = new ArrayList<>();
        for (Inside possible : Inside.cheaper(path, dockerfile)) {
            RuleBook.Asks then = rules.asks(component, change, Optional.of(possible));
            if (then.strategy().compareTo(asks.strategy()) < 0) {
                less.add(new Less(then.strategy(), possible.text(), expected(component, then.strategy())));
            }
        }
        return effect(component, true, asks, less);
    }

    /** No artifact holds it, but a container is started with it. */
    private void restarted(String path, List<Effect> effects) {
        for (Component component : scan.project().components()) {
            if (component.kind() != Component.Kind.IMAGE) {
                continue;
            }
            Optional<Surroundings.Found> found = scan.project().runTimeFiles().contains(path)
                    ? Optional.of(Surroundings.STARTED_WITH)
                    : scan.inputs().ignored(path) || !component.name().equals(scan.inputs().ownerOf(path))
                            ? Optional.empty()
                            : Optional.of(surroundings.meaning(component, path));
            found.filter(one -> one.strategy() == Strategy.RESTART)
                    .ifPresent(one -> effects.add(effect(
                            component,
                            true,
                            new RuleBook.Asks(one.reason().rule(), one.strategy(), one.reason().text()),
                            List.of())));
        }
    }

    private Effect effect(Component component, boolean direct, RuleBook.Asks asks, List<Less> less) {
        return new Effect(
                component.name(),
                direct,
                asks.rule(),
                asks.strategy(),
                asks.because(),
                expected(component, asks.strategy()),
                less);
    }

    private Duration expected(Component component, Strategy strategy) {
        return component.shippable() ? estimates.build(component.name(), strategy) : Duration.ZERO;
    }

    private Map<String, Duration> deployments() {
        Map<String, Duration> deployments = new TreeMap<>();
        for (String environment : scan.project().environments().keySet()) {
            deployments.put(environment, estimates.deployment(environment));
        }
        return deployments.isEmpty() ? Map.of("", estimates.deployment("")) : deployments;
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
        if (owner.isEmpty()) {
            return "belongs to no component and is not global";
        }
        return "belongs to " + owner + " and does not go into it: "
                + surroundings.meaning(scan.project().component(owner).orElseThrow(), path).reason().text();
    }
}
