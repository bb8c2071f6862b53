package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Rule;
import io.jenkins.plugins.testeddelivery.port.Digests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Digests, for each component, those of its inputs that say what it depends on: the ones whose rule, the first that
 * matches, is called {@code …-dependencies} in either preset.
 */
final class DependencyManifests {
    private static final String SUFFIX = "-dependencies";

    private final Project project;
    private final Map<Rule, Patterns> patterns = new HashMap<>();
    private final Map<String, Boolean> mayBeByName = new HashMap<>();
    private final Optional<Patterns> names;

    DependencyManifests(Project project) {
        this.project = project;
        this.names = names(project);
    }

    /** By component; empty where it has none. */
    Map<String, String> digests(FilesOf files) {
        Map<String, String> digests = new TreeMap<>();
        for (Component component : project.components()) {
            StringBuilder text = new StringBuilder();
            for (Entry entry : files.of(component.name())) {
                if (mayBe(entry.path()) && states(component, entry.path())) {
                    entry.appendId(text);
                    text.append(' ');
                    PathText.appendJson(text, entry.path());
                    text.append('\n');
                }
            }
            digests.put(component.name(), text.isEmpty() ? "" : Digests.of(text.toString()));
        }
        return digests;
    }

    private boolean states(Component component, String path) {
        Optional<Rule> own = DockerPath.within(path, component.path())
                ? first(component.rules(), path.substring(component.path().isEmpty() ? 0 : component.path().length() + 1))
                : Optional.empty();
        return own.or(() -> first(project.rules(), path))
                .filter(rule -> rule.name().endsWith(SUFFIX))
                .isPresent();
    }

    private Optional<Rule> first(List<Rule> rules, String path) {
        return rules.stream()
                .filter(rule -> patterns.computeIfAbsent(rule, r -> Patterns.of(r.match()))
                        .matches(path))
                .findFirst();
    }

    /** Tells most files apart by their name alone, which is much cheaper than every rule for every file. */
    private boolean mayBe(String path) {
        return names.isEmpty()
                || mayBeByName.computeIfAbsent(path.substring(path.lastIndexOf('/') + 1), names.get()::matches);
    }

    /** The names that such a rule can match; empty if one of them matches whole folders. */
    private static Optional<Patterns> names(Project project) {
        List<Rule> rules = new ArrayList<>(project.rules());
        project.components().forEach(component -> rules.addAll(component.rules()));
        List<String> names = new ArrayList<>();
        for (Rule rule : rules) {
            for (String pattern : rule.name().endsWith(SUFFIX) ? rule.match() : List.<String>of()) {
                String name = pattern.substring(pattern.lastIndexOf('/') + 1);
                if (name.isEmpty() || name.contains("**")) {
                    return Optional.empty();
                }
                names.add(name);
            }
        }
        return Optional.of(Patterns.of(names));
    }
}
