package io.jenkins.plugins.testeddelivery.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads pattern lists and rules. */
record RuleReader(Values values) {

    /** The rules for every component: a preset's name, or own rules and then a preset's name. */
    List<Rule> ofProject(Section root) {
        Node node = root.value("rules").orElse(null);
        if (node == null) {
            return Presets.rules(Presets.LAYERED);
        }
        if (node instanceof ScalarNode) {
            return preset("rules", node);
        }
        List<Rule> rules = new ArrayList<>();
        if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
            values.problem(
                    node, values.said("rules", node) + "; expected layered, conservative, or a list ending in one");
            return rules;
        }
        List<Node> items = sequence.getValue();
        for (int i = 0; i < items.size() - 1; i++) {
            rule("rules", "rules", i, items.get(i)).ifPresent(rules::add);
        }
        rules.addAll(preset("rules[" + items.size() + "], the last of the list,", items.get(items.size() - 1)));
        return rules;
    }

    /** A component's own rules. */
    List<Rule> ofComponent(Section component, String name) {
        Node node = component.value("rules").orElse(null);
        if (node == null) {
            return List.of();
        }
        List<Rule> rules = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                rule(name, component.where("rules"), i, sequence.getValue().get(i))
                        .ifPresent(rules::add);
            }
        } else {
            values.problem(node, values.said(component.where("rules"), node) + "; expected a list of rules");
        }
        return rules;
    }

    /** Patterns that stay where they are anchored. */
    List<String> patterns(Section section, String key) {
        return section.value(key)
                .map(node -> patterns(section.where(key), node))
                .orElse(List.of());
    }

    private List<String> patterns(String where, Node node) {
        return values.list(
                where, node, "a list of patterns, such as [\"docs/**\", \"*.md\"]", (at, item) -> values.text(at, item)
                        .filter(pattern -> {
                            String problem = Arrays.asList(pattern.split("/")).contains("..")
                                    ? "leaves its folder; expected a pattern without '..'"
                                    : Glob.of(pattern) == null
                                            ? "can match nothing; expected a pattern as in a .gitignore"
                                            : "";
                            if (!problem.isEmpty()) {
                                values.problem(item, at + " is " + Quoted.of(pattern) + " and " + problem);
                            }
                            return problem.isEmpty();
                        }));
    }

    private Optional<Rule> rule(String owner, String list, int index, Node node) {
        String where = list + "[" + (index + 1) + "]";
        Section section = Section.of(values, where, node, Keys.RULE);
        List<String> match = patterns(section, "match");
        if (section.lacks("match")) {
            section.problem("match", where + " matches nothing; expected match: [\"models/**\"], say");
        }
        Optional<Strategy> strategy = section.text("strategy").flatMap(text -> strategy(section, text));
        if (section.lacks("strategy")) {
            section.problem("strategy", where + " has no strategy; expected RESTART, CACHED, INCREMENTAL, DEPENDENCIES or FULL");
        }
        String because = section.text("because")
                .orElseGet(() -> "asked for by " + values.problems().origin(section.node()));
        return strategy.map(found -> new Rule(owner + "/" + (index + 1), match, found, because));
    }

    private Optional<Strategy> strategy(Section section, String text) {
        Optional<Strategy> strategy = Arrays.stream(Strategy.values())
                .filter(known -> known.builds() || known == Strategy.RESTART)
                .filter(known -> known.name().equals(text))
                .findFirst();
        if (strategy.isEmpty()) {
            boolean cheaper = Arrays.stream(Strategy.values())
                    .anyMatch(known -> known.name().equals(text));
            values.problem(
                    section.value("strategy").orElseThrow(),
                    section.where("strategy") + " is " + Quoted.of(text)
                            + "; expected RESTART, CACHED, INCREMENTAL, DEPENDENCIES or FULL"
                            + (cheaper ? "; what must change nothing belongs into ignore" : ""));
        }
        return strategy;
    }

    private List<Rule> preset(String where, Node node) {
        String name = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (Presets.NAMES.contains(name)) {
            return Presets.rules(name);
        }
        String near = Names.nearest(name, Presets.NAMES)
                .map(known -> "; did you mean '" + known + "'?")
                .orElse("");
        values.problem(node, values.said(where, node) + "; expected layered or conservative" + near);
        return List.of();
    }
}
