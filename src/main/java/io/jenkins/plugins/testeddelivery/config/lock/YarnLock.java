package io.jenkins.plugins.testeddelivery.config.lock;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code yarn.lock}: that of Yarn 1 in its own format, which holds no projects, and that of later versions in YAML,
 * which does. Entries are found by what asks for them, {@code name@range}.
 */
final class YarnLock {
    private static final List<String> NEEDS = List.of("dependencies", "optionalDependencies");
    private static final List<String> OF_PROJECTS =
            List.of("dependencies", "devDependencies", "optionalDependencies", "peerDependencies");
    private static final String WORKSPACE = "@workspace:";

    private final Map<String, String> byRequest = new HashMap<>();
    private final Map<String, List<String>> byName = new HashMap<>();
    private final Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
    private final Map<String, String> projects = new TreeMap<>();
    private final LockGraph graph = new LockGraph();

    private YarnLock(Map<String, Object> lock) {
        lock.forEach((requests, entry) -> {
            String[] all = requests.split(", ?");
            String id = all[0];
            entries.put(id, Shape.map(entry));
            for (String request : all) {
                byRequest.put(request, id);
                byName.computeIfAbsent(name(request), name -> new ArrayList<>()).add(id);
            }
        });
    }

    /** @param manifests {@code package.json} of every project, by folder relative to the lock file's */
    static Map<String, String> read(byte[] content, Map<String, byte[]> manifests) throws IOException {
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.contains("__metadata:")) {
            Map<String, Object> lock = new LinkedHashMap<>(YamlValues.read(content));
            String shared = Json.canonical(Shape.map(lock.remove("__metadata")));
            return new YarnLock(lock).later(shared);
        }
        return new YarnLock(YarnText.parse(text)).classic(manifests);
    }

    private Map<String, String> later(String shared) throws IOException {
        entries.forEach((id, entry) -> {
            String resolution = String.valueOf(entry.get("resolution"));
            int at = resolution.indexOf(WORKSPACE);
            if (at >= 0) {
                String folder = resolution.substring(at + WORKSPACE.length());
                projects.put(folder.equals(".") ? "" : folder, id);
            }
            graph.node(id, (at >= 0 ? shared : "") + Json.canonical(entry));
        });
        connectEntries(List.of("dependencies", "optionalDependencies"));
        return slices();
    }

    private Map<String, String> classic(Map<String, byte[]> manifests) throws IOException {
        entries.forEach((id, entry) -> graph.node(id, name(id) + " " + Json.canonical(entry)));
        connectEntries(NEEDS);
        Map<String, Map<String, Object>> stated = new TreeMap<>();
        Map<String, String> folderOf = new HashMap<>();
        for (Map.Entry<String, byte[]> manifest : manifests.entrySet()) {
            Map<String, Object> json = Json.readObject(manifest.getValue());
            stated.put(manifest.getKey(), json);
            folderOf.put(String.valueOf(json.get("name")), manifest.getKey());
            graph.node("project " + manifest.getKey(), "");
            projects.put(manifest.getKey(), "project " + manifest.getKey());
        }
        for (Map.Entry<String, Map<String, Object>> project : stated.entrySet()) {
            for (String kind : OF_PROJECTS) {
                for (Map.Entry<String, Object> need : Shape.map(project.getValue(), kind).entrySet()) {
                    String own = folderOf.get(need.getKey());
                    if (own != null && !byRequest.containsKey(need.getKey() + "@" + need.getValue())) {
                        graph.edge("project " + project.getKey(), "project " + own);
                    } else {
                        connect(
                                "project " + project.getKey(), need.getKey(), String.valueOf(need.getValue()),
                                !kind.startsWith("peer") && !kind.startsWith("optional"));
                    }
                }
            }
        }
        return slices();
    }

    private void connectEntries(List<String> kinds) throws IOException {
        for (Map.Entry<String, Map<String, Object>> entry : entries.entrySet()) {
            for (String kind : kinds) {
                for (Map.Entry<String, Object> need : Shape.map(entry.getValue().get(kind)).entrySet()) {
                    connect(
                            entry.getKey(), need.getKey(), String.valueOf(need.getValue()),
                            !kind.startsWith("optional"));
                }
            }
        }
    }

    private void connect(String from, String name, String range, boolean needed) throws IOException {
        for (String request : List.of(name + "@" + range, name + "@npm:" + range)) {
            if (byRequest.containsKey(request)) {
                graph.edge(from, byRequest.get(request));
                return;
            }
        }
        // 'resolutions' in a manifest ask for another range than the one stated: any entry of that name may be it
        List<String> named = byName.getOrDefault(name, List.of());
        if (named.isEmpty() && needed && !local(range)) {
            throw new IOException("it names " + name + " " + range + " and does not hold it");
        }
        named.forEach(to -> graph.edge(from, to));
    }

    private static boolean local(String range) {
        return range.startsWith("link:") || range.startsWith("portal:") || range.startsWith("workspace:");
    }

    private Map<String, String> slices() {
        Map<String, String> digests = graph.digests();
        Map<String, String> slices = new TreeMap<>();
        projects.forEach((folder, id) -> slices.put(folder, digests.get(id)));
        return slices;
    }

    /** A scope begins with the same sign. */
    private static String name(String request) {
        int at = request.indexOf('@', 1);
        return at < 0 ? request : request.substring(0, at);
    }
}
