package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Rule;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.config.content.Inside;
import io.jenkins.plugins.testeddelivery.git.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the rule that says what a change of a path asks for. The component's own rules come first, then the project's,
 * then the preset's; the first match wins, and a path that no rule matches asks for {@link Strategy#INCREMENTAL}.
 */
final class RuleBook {
    static final String NO_RULE = "no-rule";
    private static final String DOCKERFILE = "/dockerfile";

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

    /**
     * What one change asks for.
     *
     * @param rule its name
     * @param because in words
     */
    record Asks(String rule, Strategy strategy, String because) {
        /** Written out, as those that Java makes up are linked at every start of the command. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Asks that
                    && rule.equals(that.rule)
                    && strategy == that.strategy
                    && because.equals(that.because);
        }

        @Override
        public int hashCode() {
            return 31 * rule.hashCode() + because.hashCode();
        }
    }

    /**
     * What a changed input asks for. A look into the file may ask for less than a preset's rule; what the user's own
     * rule says stands.
     *
     * @param inside what the look showed; empty: nobody looked
     */
    Asks asks(Component component, Change change, Optional<Inside> inside) {
        Rule rule = ruleFor(component, change.path());
        if (!rule.strategy().builds()) {
            return new Asks(rule.name(), Strategy.INCREMENTAL, rule.because() + ", and it goes into the artifact");
        }
        if (!rule.preset() || inside.isEmpty() || change.status() != Change.Status.MODIFIED) {
            return new Asks(rule.name(), rule.strategy(), rule.because());
        }
        Inside found = inside.get();
        if (found.most().compareTo(rule.strategy()) < 0) {
            return new Asks(rule.name(), found.most(), found.text());
        }
        boolean more = found.most() == Strategy.FULL
                && rule.strategy().compareTo(Strategy.DEPENDENCIES) >= 0
                && !found.text().isEmpty();
        return new Asks(rule.name(), rule.strategy(), rule.because() + (more ? ": " + found.text() : ""));
    }

    Rule ruleFor(Component component, String path) {
        Rule rule = byPattern(component, path);
        boolean named = rule.preset() || rule.name().equals(NO_RULE);
        if (named && component.product() instanceof Component.Image image && image.dockerfile().equals(path)) {
            // whatever it is called
            return shared.stream()
                    .map(line -> line.rule)
                    .filter(known -> known.preset() && known.name().endsWith(DOCKERFILE))
                    .findFirst()
                    .orElse(rule);
        }
        return rule;
    }

    private Rule byPattern(Component component, String path) {
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
