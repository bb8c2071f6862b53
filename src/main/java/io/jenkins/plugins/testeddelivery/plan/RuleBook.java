package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Rule;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rule that says what a change of a path asks for. The component's own rules come first, then the project's,
 * then the preset's; the first match wins, and a path that no rule matches asks for {@link Strategy#INCREMENTAL}.
 */
final class RuleBook {
    static final String NO_RULE = "no-rule";

    private final List<Line> shared;
    private final Map<String, List<Line>> own = new HashMap<>();

    RuleBook(Project project) {
        shared = lines(project.rules());
        for (Component component : project.components()) {
            if (!component.rules().isEmpty()) {
                own.put(component.name(), lines(component.rules()));
            }
        }
    }

    Rule ruleFor(Component component, String path) {
        String relative = relative(component.path(), path);
        for (Line line : own.getOrDefault(component.name(), List.of())) {
            if (!relative.isEmpty() && line.matches(relative)) {
                return line.rule;
            }
        }
        for (Line line : shared) {
            // a preset's "docs/" means the component's own docs folder as well as the repository's
            if (line.matches(path) || !relative.isEmpty() && line.matches(relative)) {
                return line.rule;
            }
        }
        return new Rule(NO_RULE, List.of(), Strategy.INCREMENTAL, "no rule matches, so it counts as source");
    }

    /** The pattern of that rule that speaks for the path; empty where no rule does. */
    String patternFor(Component component, String path) {
        String relative = relative(component.path(), path);
        List<String> patterns = ruleFor(component, path).match();
        // the last one that matches decides, as in a .gitignore
        for (int i = patterns.size() - 1; i >= 0; i--) {
            Patterns one = Patterns.of(List.of(patterns.get(i)));
            if (one.matches(path) || !relative.isEmpty() && one.matches(relative)) {
                return patterns.get(i);
            }
        }
        return "";
    }

    private static String relative(String folder, String path) {
        if (folder.isEmpty()) {
            return path;
        }
        return path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : "";
    }

    private static List<Line> lines(List<Rule> rules) {
        List<Line> lines = new ArrayList<>();
        for (Rule rule : rules) {
            lines.add(new Line(rule));
        }
        return lines;
    }

    /** A rule whose patterns are taken apart when the first path asks for them. */
    private static final class Line {
        private final Rule rule;
        private Patterns patterns;

        Line(Rule rule) {
            this.rule = rule;
        }

        boolean matches(String path) {
            if (patterns == null) {
                patterns = Patterns.of(rule.match());
            }
            return patterns.matches(path);
        }
    }
}
