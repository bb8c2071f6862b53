package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
        Set<String> all = new HashSet<>();
        for (Component component : project.components()) {
            all.add(component.name());
        }
        return digests(files, all);
    }

    /** By component, of some. */
    Map<String, String> digests(FilesOf files, Set<String> wanted) {
        Map<String, String> digests = new TreeMap<>();
        AsciiText text = new AsciiText();
        for (Component component : project.components()) {
            if (!wanted.contains(component.name())) {
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
        return mayBe(path.substring(slash + 1), byName, names, "")
                || slash > 0 && mayBe(path.substring(0, slash), byFolder, folders, "/any");
    }

    private static boolean mayBe(String text, Map<String, Boolean> known, Patterns patterns, String suffix) {
        Boolean answer = known.get(text);
        if (answer == null) {
            answer = patterns.matches(text + suffix);
            known.put(text, answer);
        }
        return answer;
    }

    private boolean states(Component component, String path) {
        int start = component.path().isEmpty() ? 0 : component.path().length() + 1;
        Optional<Rule> own = DockerPath.within(path, component.path()) && path.length() > start
                ? first(component.rules(), path.substring(start))
                : Optional.empty();
        Optional<Rule> rule = own.isPresent() ? own : first(project.rules(), path);
        return rule.isPresent() && rule.get().name().endsWith(SUFFIX);
    }

    private Optional<Rule> first(List<Rule> rules, String path) {
        for (Rule rule : rules) {
            Patterns known = patterns.get(rule);
            if (known == null) {
                known = Patterns.of(rule.match());
                patterns.put(rule, known);
            }
            if (known.matches(path)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private static List<String> stated(Project project) {
        List<String> patterns = new ArrayList<>();
        List<Rule> rules = new ArrayList<>(project.rules());
        for (Component component : project.components()) {
            rules.addAll(component.rules());
        }
        for (Rule rule : rules) {
            if (rule.name().endsWith(SUFFIX)) {
                for (String pattern : rule.match()) {
                    if (!pattern.startsWith("!")) {
                        patterns.add(pattern);
                    }
                }
            }
        }
        return patterns;
    }
}
