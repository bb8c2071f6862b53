package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.ComponentReader.Reference;
import io.jenkins.plugins.testeddelivery.config.ComponentReader.Stated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Finds the components that {@code dependsOn} names, and complains of names without one and of circles. */
final class Dependencies {
    private final List<Stated> stated;
    private final Problems problems;
    /** Name of a component by its name and aliases. */
    private final Map<String, String> names = new HashMap<>();

    Dependencies(List<Stated> stated, List<Component> inferred, Problems problems) {
        this.stated = stated;
        this.problems = problems;
        inferred.forEach(component -> component.aliases().forEach(alias -> names.put(alias, component.name())));
        stated.forEach(one -> one.component()
                .aliases()
                .forEach(alias -> names.put(alias, one.component().name())));
        inferred.forEach(component -> names.put(component.name(), component.name()));
        stated.forEach(one -> names.put(one.component().name(), one.component().name()));
    }

    /** The stated components with the names of those that go into them. */
    List<Component> resolve() {
        List<Component> components = new ArrayList<>();
        Map<String, Map<String, Node>> edges = new LinkedHashMap<>();
        for (Stated one : stated) {
            Map<String, Node> found = new LinkedHashMap<>();
            for (Reference reference : one.dependsOn()) {
                name(reference).ifPresent(name -> found.putIfAbsent(name, reference.node()));
            }
            edges.put(one.component().name(), found);
            components.add(
                    one.silent() ? one.component() : one.component().withDependsOn(List.copyOf(found.keySet())));
        }
        checkCircles(edges);
        return components;
    }

    private Optional<String> name(Reference reference) {
        Optional<String> name = Optional.ofNullable(names.get(reference.name()));
        if (name.isEmpty()) {
            problems.add(
                    reference.node(),
                    "dependsOn names " + Quoted.of(reference.name()) + ", which is no component"
                            + Names.nearest(reference.name(), names.keySet())
                                    .map(near -> "; did you mean '" + near + "'?")
                                    .orElse("; expected the name of one under components"));
        }
        return name;
    }

    private void checkCircles(Map<String, Map<String, Node>> edges) {
        Set<String> done = new HashSet<>();
        for (String start : edges.keySet()) {
            follow(start, edges, done);
        }
    }

    /** Depth first without recursion: a chain may be as long as the file. */
    private void follow(String start, Map<String, Map<String, Node>> edges, Set<String> done) {
        List<String> path = new ArrayList<>();
        List<List<String>> open = new ArrayList<>();
        if (done.contains(start)) {
            return;
        }
        path.add(start);
        open.add(new ArrayList<>(edges.get(start).keySet()));
        while (!path.isEmpty()) {
            String name = path.get(path.size() - 1);
            List<String> left = open.get(open.size() - 1);
            if (left.isEmpty()) {
                done.add(name);
                path.remove(path.size() - 1);
                open.remove(open.size() - 1);
                continue;
            }
            String next = left.remove(0);
            int at = path.indexOf(next);
            if (at >= 0) {
                List<String> circle = new ArrayList<>(path.subList(at, path.size()));
                circle.add(next);
                problems.add(
                        edges.get(name).get(next),
                        "dependsOn has a cycle: " + String.join(" -> ", circle) + "; remove one of these");
            } else if (edges.containsKey(next) && !done.contains(next)) {
                path.add(next);
                open.add(new ArrayList<>(edges.get(next).keySet()));
            }
        }
    }
}
