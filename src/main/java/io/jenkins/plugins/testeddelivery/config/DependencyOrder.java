package io.jenkins.plugins.testeddelivery.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders names so that each comes after what it depends on; a cycle becomes one group. (Tarjan's algorithm,
 * without recursion: a chain may be as long as the repository is large.)
 */
public final class DependencyOrder {
    private final Map<String, List<String>> dependencies;
    private final Map<String, Integer> number = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<List<String>> groups = new ArrayList<>();

    private DependencyOrder(Map<String, List<String>> dependencies) {
        this.dependencies = dependencies;
    }

    /** The groups, dependencies first; the members of a group are sorted. */
    public static List<List<String>> of(Map<String, List<String>> dependencies) {
        DependencyOrder order = new DependencyOrder(dependencies);
        String[] names = dependencies.keySet().toArray(new String[0]);
        Arrays.sort(names);
        for (String name : names) {
            order.visit(name);
        }
        return order.groups;
    }

    private static final class Step {
        private final String name;
        private int next;

        Step(String name) {
            this.name = name;
        }
    }

    private void visit(String start) {
        if (number.containsKey(start)) {
            return;
        }
        Deque<Step> path = new ArrayDeque<>();
        path.push(enter(start));
        while (!path.isEmpty()) {
            Step step = path.peek();
            List<String> next = dependencies.get(step.name);
            if (step.next < next.size()) {
                String dependency = next.get(step.next++);
                if (!number.containsKey(dependency)) {
                    path.push(enter(dependency));
                } else if (lowest.get(dependency) >= 0) {
                    lower(step.name, number.get(dependency));
                }
            } else {
                path.pop();
                leave(step.name);
                if (!path.isEmpty() && lowest.get(step.name) >= 0) {
                    lower(path.peek().name, lowest.get(step.name));
                }
            }
        }
    }

    private void lower(String name, int number) {
        lowest.put(name, Math.min(lowest.get(name), number));
    }

    private Step enter(String name) {
        number.put(name, number.size());
        lowest.put(name, number.get(name));
        open.push(name);
        return new Step(name);
    }

    private static List<String> sorted(List<String> group) {
        if (group.size() > 1) {
            group.sort(null);
        }
        return List.copyOf(group);
    }

    private void leave(String name) {
        if (!lowest.get(name).equals(number.get(name))) {
            return;
        }
        List<String> group = new ArrayList<>();
        String member;
        do {
            member = open.pop();
            // closed: a later edge to it belongs to no cycle
            lowest.put(member, -1);
            group.add(member);
        } while (!member.equals(name));
        groups.add(sorted(group));
    }
}
