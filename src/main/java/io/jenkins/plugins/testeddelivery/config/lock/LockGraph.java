package io.jenkins.plugins.testeddelivery.config.lock;

import io.jenkins.plugins.testeddelivery.config.DependencyOrder;
import io.jenkins.plugins.testeddelivery.port.Digests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resolved packages and what each needs. Two packages with equal checksums resolve to the same all the way down; where
 * a package lies in the tree of installed ones makes no difference.
 */
final class LockGraph {
    private final Map<String, String> contents = new LinkedHashMap<>();
    private final Map<String, List<String>> edges = new HashMap<>();

    /** @param content what the lock file says of it: version, source, checksum */
    void node(String id, String content) {
        contents.put(id, content);
        edges.computeIfAbsent(id, same -> new ArrayList<>());
    }

    boolean has(String id) {
        return contents.containsKey(id);
    }

    void edge(String from, String to) {
        edges.get(from).add(to);
    }

    /** By node. */
    Map<String, String> digests() {
        Map<String, String> digests = new HashMap<>();
        for (List<String> group : DependencyOrder.of(edges)) {
            Set<String> members = new HashSet<>(group);
            StringBuilder all = new StringBuilder();
            for (String member : group) {
                all.append(contents.get(member)).append('\n');
                edges.get(member).stream()
                        .filter(to -> !members.contains(to))
                        .map(digests::get)
                        .sorted()
                        .forEach(digest -> all.append(digest).append('\n'));
            }
            // of packages that need each other, a change in one is a change in all
            String shared = Digests.of(all.toString());
            group.forEach(member -> digests.put(
                    member, group.size() == 1 ? shared : Digests.of(contents.get(member) + "\n" + shared)));
        }
        return digests;
    }
}
