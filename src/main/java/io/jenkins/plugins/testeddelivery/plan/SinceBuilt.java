package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.plan.Decision.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what differs between the inputs that something was made of and those of now, and what that asks for: by the same
 * rules as a plan, whatever Git's history says. What a laptop does with a change is so what Jenkins would do.
 */
public final class SinceBuilt {
    private static final String STATIC_FILES = "/static-files";

    private final Scan scan;
    private final RuleBook rules;
    private final ComponentGraph graph;
    private final Patterns staticFiles;

    /** @param scan with the documents of its fingerprints */
    public SinceBuilt(Scan scan) {
        this.scan = scan;
        this.rules = new RuleBook(scan.project());
        this.graph = new ComponentGraph(scan.project());
        this.staticFiles = Patterns.of(scan.project().rules().stream()
                .filter(rule -> rule.preset() && rule.name().endsWith(STATIC_FILES))
                .flatMap(rule -> rule.match().stream())
                .toList());
    }

    /**
     * One changed file, and what it asks for.
     *
     * @param served whether a server reads it anew whenever it is asked for it; a file that the user has a rule for is not
     */
    public record Asked(Change change, Strategy strategy, String rule, String because, boolean served) {}

    /**
     * What differs.
     *
     * @param asked by file, in order
     * @param definition what a changed definition asks for; {@code NONE}: it is the same
     * @param via components that go into it and differ
     */
    public record Difference(List<Asked> asked, Strategy definition, List<String> via) {
        public Difference {
            asked = List.copyOf(asked);
            via = List.copyOf(via);
        }

        public boolean none() {
            return asked.isEmpty() && definition == Strategy.NONE && via.isEmpty();
        }
    }

    /** @param before the component's document then */
    public Difference of(Component component, String before) throws IOException {
        String now = scan.documents().getOrDefault(component.name(), "");
        if (before.equals(now)) {
            return new Difference(List.of(), Strategy.NONE, List.of());
        }
        DocumentDiff diff = DocumentDiff.between(before, now);
        List<Asked> asked = new ArrayList<>();
        for (List<Change> changes : List.of(diff.globals(), diff.locks(), diff.files())) {
            for (Change change : changes) {
                RuleBook.Asks asks = rules.asks(component, change, Optional.empty());
                asked.add(new Asked(change, asks.strategy(), asks.rule(), asks.because(), served(component, change)));
            }
        }
        return new Difference(asked, Decider.definition(diff.definition()), diff.dependencies());
    }

    private boolean served(Component component, Change change) {
        return rules.ruleFor(component, change.path()).preset() && staticFiles.matches(change.path());
    }

    /** The decision to build a component in this way. */
    public Decision decision(Component component, Strategy strategy, Difference difference) {
        List<Reason> reasons = new ArrayList<>();
        for (Asked asked : difference.asked) {
            reasons.add(new Reason(
                    asked.rule, asked.because, List.of(asked.change.path())));
        }
        if (!difference.via.isEmpty()) {
            reasons.add(new Reason("dependency", String.join(", ", difference.via) + " changed", List.of()));
        }
        boolean builds = strategy != Strategy.NONE;
        return new Decision(
                component.name(),
                component.kind().word(),
                component.path(),
                builds,
                builds && !difference.asked.isEmpty(),
                difference.via,
                strategy,
                scan.fingerprints().get(component.name()),
                "",
                "none",
                reasons,
                difference.asked.stream().map(Asked::change).toList());
    }

    /**
     * The plan that builds what these decisions say, and nothing else.
     *
     * @param decisions by component; one that is not here is left as it is
     */
    public Plan plan(Map<String, Decision> decisions, Instant now) {
        Difference none = new Difference(List.of(), Strategy.NONE, List.of());
        List<Decision> all = scan.project().components().stream()
                .map(component -> decisions.getOrDefault(
                        component.name(), decision(component, Strategy.NONE, none)))
                .toList();
        return new Plan(
                Version.draw(scan.commit(), now),
                "",
                "what runs in development",
                all,
                graph.waves(decisions.keySet()),
                false,
                "",
                List.of(),
                List.of(),
                scan);
    }

    /** Which paths, relative to the repository, go into the component. */
    public List<String> files(Component component) throws IOException {
        return List.copyOf(FingerprintText.parse(scan.documents().getOrDefault(component.name(), ""))
                .files()
                .keySet());
    }
}
