package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.DependencyOrder;
import io.jenkins.plugins.testeddelivery.config.Project;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which component goes into which: dependencies, dependents, cycles, and the order in which they can be built. */
final class ComponentGraph {
    private final Map<String, List<String>> dependencies = new HashMap<>();
    private final Map<String, List<String>> dependents = new HashMap<>();
    private final Map<String, Set<String>> groupOf = new HashMap<>();
    private final List<Set<String>> cycles = new ArrayList<>();
    private final List<Set<String>> order = new ArrayList<>();

    ComponentGraph(Project project) {
        for (Component component : project.components()) {
            dependencies.put(component.name(), new ArrayList<>());
        }
        for (Component component : project.components()) {
            for (String dependency : component.dependsOn()) {
                if (!dependency.equals(component.name()) && dependencies.containsKey(dependency)) {
                    dependencies.get(component.name()).add(dependency);
                    List<String> known = dependents.get(dependency);
                    if (known == null) {
                        known = new ArrayList<>();
                        dependents.put(dependency, known);
                    }
                    known.add(component.name());
                }
            }
        }
        for (List<String> group : DependencyOrder.of(dependencies)) {
            // most are alone, and then nobody needs a sorted one
            Set<String> members = group.size() == 1 ? Set.of(group.get(0)) : new TreeSet<>(group);
            order.add(members);
            for (String member : group) {
                groupOf.put(member, members);
            }
            if (group.size() > 1) {
                cycles.add(members);
            }
        }
    }

    /** Groups of components that depend on one another, each sorted. */
    List<Set<String>> cycles() {
        return cycles;
    }

    /** What the component depends on directly. */
    Set<String> dependenciesOf(String component) {
        return new TreeSet<>(dependencies.get(component));
    }

    /** What depends on the component directly. */
    Set<String> dependentsOf(String component) {
        return new TreeSet<>(dependents.getOrDefault(component, List.of()));
    }

    /** The components and all that depends on them, through any number of steps. */
    Set<String> withDependents(Collection<String> components) {
        Set<String> reached = new HashSet<>();
        List<String> next = new ArrayList<>(components);
        while (!next.isEmpty()) {
            String component = next.remove(next.size() - 1);
            if (dependencies.containsKey(component) && reached.add(component)) {
                next.addAll(dependents.getOrDefault(component, List.of()));
            }
        }
        return reached;
    }

    /**
     * The given components in waves, each after what it depends on, also where the way leads through one that is not
     * given. Members of a cycle share a wave.
     */
    List<List<String>> waves(Set<String> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        // the others come first or after nothing
        Set<String> reached = withDependents(wanted);
        // each group is one object, and to compare thousands of sets by what they hold takes long
        Map<Set<String>, Integer> depth = new IdentityHashMap<>();
        TreeMap<Integer, Set<String>> waves = new TreeMap<>();
        for (Set<String> group : order) {
            if (!reached.contains(group.iterator().next())) {
                continue;
            }
            int deepest = 0;
            for (String member : group) {
                for (String dependency : dependencies.get(member)) {
                    Set<String> other = groupOf.get(dependency);
                    if (other != group) {
                        int own = Collections.disjoint(other, wanted) ? 0 : 1;
                        deepest = Math.max(deepest, depth.getOrDefault(other, 0) + own);
                    }
                }
            }
            depth.put(group, deepest);
            for (String member : group) {
                if (wanted.contains(member)) {
                    if (!waves.containsKey(deepest)) {
                        waves.put(deepest, new TreeSet<>());
                    }
                    waves.get(deepest).add(member);
                }
            }
        }
        List<List<String>> inOrder = new ArrayList<>();
        for (Set<String> wave : waves.values()) {
            inOrder.add(List.copyOf(wave));
        }
        return inOrder;
    }
}
