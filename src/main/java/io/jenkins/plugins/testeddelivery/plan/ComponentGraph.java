package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** Which component goes into which: dependencies, dependents, cycles, and the order in which they can be built. */
final class ComponentGraph {
    /** An edge leads from a component to one that depends on it. */
    private final Graph<String, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);

    private final Map<String, Set<String>> groupOf = new HashMap<>();
    private final List<Set<String>> cycles = new ArrayList<>();
    private final List<Set<String>> order = new ArrayList<>();

    ComponentGraph(Project project) {
        project.components().forEach(component -> graph.addVertex(component.name()));
        for (Component component : project.components()) {
            for (String dependency : component.dependsOn()) {
                if (!dependency.equals(component.name()) && graph.containsVertex(dependency)) {
                    graph.addEdge(dependency, component.name());
                }
            }
        }
        condense();
    }

    /** Groups of components that depend on one another, each sorted. */
    List<Set<String>> cycles() {
        return cycles;
    }

    /** What the component depends on directly. */
    Set<String> dependenciesOf(String component) {
        Set<String> names = new TreeSet<>();
        graph.incomingEdgesOf(component).forEach(edge -> names.add(graph.getEdgeSource(edge)));
        return names;
    }

    /** What depends on the component directly. */
    Set<String> dependentsOf(String component) {
        Set<String> names = new TreeSet<>();
        graph.outgoingEdgesOf(component).forEach(edge -> names.add(graph.getEdgeTarget(edge)));
        return names;
    }

    /** The components and all that depends on them, through any number of steps. */
    Set<String> withDependents(Collection<String> components) {
        Set<String> reached = new HashSet<>();
        List<String> next = new ArrayList<>(components);
        while (!next.isEmpty()) {
            String component = next.remove(next.size() - 1);
            if (graph.containsVertex(component) && reached.add(component)) {
                graph.outgoingEdgesOf(component).forEach(edge -> next.add(graph.getEdgeTarget(edge)));
            }
        }
        return reached;
    }

    /**
     * The given components in waves, each after what it depends on, also where the way leads through one that is not
     * given. Members of a cycle share a wave.
     */
    List<List<String>> waves(Set<String> wanted) {
        Map<Set<String>, Integer> depth = new HashMap<>();
        TreeMap<Integer, Set<String>> waves = new TreeMap<>();
        for (Set<String> group : order) {
            int deepest = 0;
            for (String member : group) {
                for (String dependency : dependenciesOf(member)) {
                    Set<String> other = groupOf.get(dependency);
                    if (!other.equals(group)) {
                        int own = other.stream().anyMatch(wanted::contains) ? 1 : 0;
                        deepest = Math.max(deepest, depth.get(other) + own);
                    }
                }
            }
            depth.put(group, deepest);
            for (String member : group) {
                if (wanted.contains(member)) {
                    waves.computeIfAbsent(deepest, wave -> new TreeSet<>()).add(member);
                }
            }
        }
        return waves.values().stream().map(List::copyOf).toList();
    }

    private void condense() {
        Graph<Graph<String, DefaultEdge>, DefaultEdge> condensed =
                new KosarajuStrongConnectivityInspector<>(graph).getCondensation();
        new TopologicalOrderIterator<>(condensed).forEachRemaining(part -> {
            Set<String> group = new TreeSet<>(part.vertexSet());
            order.add(group);
            group.forEach(member -> groupOf.put(member, group));
            if (group.size() > 1) {
                cycles.add(group);
            }
        });
    }
}
