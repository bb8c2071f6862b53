package io.jenkins.plugins.testeddelivery.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a repository: its components and how they are built, tried and run.
 *
 * @param name the project's name, as in image names
 * @param rules the rules for every component, first match wins, preset included
 * @param global patterns; a change there affects every component
 * @param ignore patterns; a change there affects none
 * @param components sorted by name
 * @param environments by name, in the order of the file
 * @param warnings what the reader of the configuration should know
 * @param beforeRebuild commands run before development is cleaned out and built from nothing
 */
public record Project(
        String name,
        List<Rule> rules,
        List<String> global,
        List<String> ignore,
        List<Component> components,
        Trial trial,
        Map<String, Environment> environments,
        List<String> warnings,
        List<Hook> beforeRebuild)
        implements Serializable {

    public Project {
        rules = List.copyOf(rules);
        global = List.copyOf(global);
        ignore = List.copyOf(ignore);
        components = sorted(components);
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        warnings = List.copyOf(warnings);
        beforeRebuild = List.copyOf(beforeRebuild);
    }

    /** One of which nothing is said for development. */
    public Project(
            String name,
            List<Rule> rules,
            List<String> global,
            List<String> ignore,
            List<Component> components,
            Trial trial,
            Map<String, Environment> environments,
            List<String> warnings) {
        this(name, rules, global, ignore, components, trial, environments, warnings, List.of());
    }

    /** Those that were read back are in order already. */
    private static List<Component> sorted(List<Component> components) {
        for (int i = 1; i < components.size(); i++) {
            if (components.get(i - 1).name().compareTo(components.get(i).name()) > 0) {
                return components.stream()
                        .sorted(Comparator.comparing(Component::name))
                        .toList();
            }
        }
        return List.copyOf(components);
    }

    /** The component with this name or alias. */
    public Optional<Component> component(String nameOrAlias) {
        return components.stream()
                .filter(component -> component.name().equals(nameOrAlias))
                .findFirst()
                .or(() -> components.stream()
                        .filter(component -> component.aliases().contains(nameOrAlias))
                        .findFirst());
    }

    /** The same with other components. */
    public Project with(List<Component> others) {
        return new Project(name, rules, global, ignore, others, trial, environments, warnings, beforeRebuild);
    }

    /** Files that no artifact holds and that containers are started with: compose files and environment files. */
    public Set<String> runTimeFiles() {
        Set<String> files = new TreeSet<>(trial.compose().files());
        files.add(trial.compose().envFile());
        for (Environment environment : environments.values()) {
            files.addAll(environment.compose().files());
            files.add(environment.compose().envFile());
        }
        files.remove("");
        return files;
    }

    /** The compose files and environment file that a trial uses. */
    public Compose trialCompose() {
        return trial.env().isEmpty()
                ? trial.compose()
                : environments.get(trial.env()).compose();
    }
}
