package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Digests, for each component, those of its inputs that say what it depends on: the ones whose rule, the first that
 * matches, is called {@code …-dependencies} in either preset.
 */
final class DependencyManifests {
    private static final String SUFFIX = "-dependencies";

    private final Project project;
    private final Map<Rule, Patterns> patterns = new HashMap<>();
    private final Patterns names;
    private final Patterns folders;
    private final Map<String, Boolean> byName = new HashMap<>();
    private final Map<String, Boolean> byFolder = new HashMap<>();

    DependencyManifests(Project project) {
        this.project = project;
        List<String> ofNames = new ArrayList<>();
        List<String> ofFolders = new ArrayList<>();
        for (String pattern : stated(project)) {
            String name = pattern.substring(pattern.lastIndexOf('/') + 1);
            if (name.isEmpty() || name.equals("**")) {
                ofFolders.add(pattern);
            } else {
                ofNames.add(name);
            }
        }
        this.names = Patterns.of(ofNames);
        this.folders = Patterns.of(ofFolders);
    }

    /** By component; empty where it has none. */
    Map<String, String> digests(FilesOf files) {
        return digests(files, component -> true);
    }

    /** By component, of some. */
    Map<String, String> digests(FilesOf files, Predicate<String> wanted) {
        Map<String, String> digests = new TreeMap<>();
        AsciiText text = new AsciiText();
        for (Component component : project.components()) {
            if (!wanted.test(component.name())) {
                continue;
            }
            text.clear();
            for (Entry entry : files.of(component.name())) {
                if (mayBe(entry.path()) && states(component, entry.path())) {
                    text.add(entry.id()).add(" ").addJson(entry.path()).add("\n");
                }
            }
            digests.put(component.name(), text.isEmpty() ? "" : text.digest());
        }
        return digests;
    }

    /** Tells most files apart by name and folder alone, which is much cheaper than every rule for every file. */
    private boolean mayBe(String path) {
        int slash = path.lastIndexOf('/');
        return byName.computeIfAbsent(path.substring(slash + 1), names::matches)
                || slash > 0
                        && byFolder.computeIfAbsent(
                                path.substring(0, slash), folder -> folders.matches(folder + "/any"));
    }

    private boolean states(Component component, String path) {
        int start = component.path().isEmpty() ? 0 : component.path().length() + 1;
        Optional<Rule> own = DockerPath.within(path, component.path()) && path.length() > start
                ? first(component.rules(), path.substring(start))
                : Optional.empty();
        return own.or(() -> first(project.rules(), path))
                .filter(rule -> rule.name().endsWith(SUFFIX))
                .isPresent();
    }

    private Optional<Rule> first(List<Rule> rules, String path) {
        for (Rule rule : rules) {
            if (patterns.computeIfAbsent(rule, r -> Patterns.of(r.match())).matches(path)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private static List<String> stated(Project project) {
        List<String> patterns = new ArrayList<>();
        List<Rule> rules = new ArrayList<>(project.rules());
        project.components().forEach(component -> rules.addAll(component.rules()));
        for (Rule rule : rules) {
            if (rule.name().endsWith(SUFFIX)) {
                rule.match().stream().filter(pattern -> !pattern.startsWith("!")).forEach(patterns::add);
            }
        }
        return patterns;
    }
}
