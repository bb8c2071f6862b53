package io.jenkins.plugins.testeddelivery.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the components that depend on themselves through others. */
final class ComponentCircles {
    private ComponentCircles() {}

    /** Sorted. (Kosaraju's algorithm without recursion: a chain may be as long as the repository is large.) */
    static Set<String> members(List<Component> components) {
        Map<String, List<String>> needs = new HashMap<>();
        Map<String, List<String>> users = new HashMap<>();
        for (Component component : components) {
            needs.put(component.name(), component.dependsOn());
            component.dependsOn().forEach(
                    name -> users.computeIfAbsent(name, unused -> new ArrayList<>()).add(component.name()));
        }
        List<String> finished = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        needs.keySet().forEach(name -> walk(name, needs, seen, finished));
        Set<String> circular = new TreeSet<>();
        seen.clear();
        for (int i = finished.size() - 1; i >= 0; i--) {
            List<String> group = new ArrayList<>();
            walk(finished.get(i), users, seen, group);
            if (group.size() > 1) {
                circular.addAll(group);
            }
        }
        return circular;
    }

    /** Adds all that is reached and new, each after what was reached from it. */
    private static void walk(String start, Map<String, List<String>> next, Set<String> seen, List<String> finished) {
        Deque<String> open = new ArrayDeque<>(List.of(start));
        Set<String> entered = new HashSet<>();
        while (!open.isEmpty()) {
            String name = open.peek();
            if (entered.contains(name) || !seen.add(name)) {
                open.pop();
                if (entered.remove(name)) {
                    finished.add(name);
                }
            } else {
                entered.add(name);
                next.getOrDefault(name, List.of()).stream().filter(one -> !seen.contains(one)).forEach(open::push);
            }
        }
    }
}
