package io.jenkins.plugins.testeddelivery.config.lock;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code pnpm-lock.yaml} of versions 5 to 9: {@code importers} by folder, packages by name, version and peers. */
final class PnpmLock {
    private static final List<String> NEEDS = List.of("dependencies", "devDependencies", "optionalDependencies");
    /** What concerns every project. */
    private static final List<String> SHARED = List.of(
            "lockfileVersion",
            "settings",
            "overrides",
            "patchedDependencies",
            "packageExtensionsChecksum",
            "pnpmfileChecksum",
            "ignoredOptionalDependencies");

    private final Map<String, Object> packages;
    private final Map<String, Object> snapshots;
    private final Map<String, Object> importers;
    private final LockGraph graph = new LockGraph();

    private PnpmLock(Map<String, Object> lock) {
        this.packages = Shape.map(lock.get("packages"));
        this.snapshots = Shape.map(lock.get("snapshots"));
        this.importers = lock.containsKey("importers") ? Shape.map(lock.get("importers")) : Map.of(".", lock);
    }

    static Map<String, String> read(byte[] content) throws IOException {
        Map<String, Object> lock = YamlValues.read(content);
        if (!lock.containsKey("lockfileVersion")) {
            throw new IOException("expected a pnpm lock file with 'lockfileVersion', found none");
        }
        Map<String, Object> shared = new LinkedHashMap<>(lock);
        shared.keySet().retainAll(SHARED);
        return new PnpmLock(lock).slices(Json.canonical(shared));
    }

    private Map<String, String> slices(String shared) throws IOException {
        for (String id : snapshots.isEmpty() ? packages.keySet() : snapshots.keySet()) {
            graph.node(id, id + " " + Json.canonical(stated(id)));
        }
        for (String folder : importers.keySet()) {
            Map<String, Object> own = new LinkedHashMap<>(Shape.map(importers.get(folder)));
            own.keySet().retainAll(List.of("dependencies", "devDependencies", "optionalDependencies", "specifiers"));
            graph.node(importer(folder), shared + Json.canonical(own));
        }
        for (String id : snapshots.isEmpty() ? packages.keySet() : snapshots.keySet()) {
            connect(id, Shape.map((snapshots.isEmpty() ? packages : snapshots).get(id)), "");
        }
        for (String folder : importers.keySet()) {
            connect(importer(folder), Shape.map(importers.get(folder)), folder);
        }
        Map<String, String> digests = graph.digests();
        Map<String, String> slices = new TreeMap<>();
        importers.keySet()
                .forEach(folder -> slices.put(folder.equals(".") ? "" : folder, digests.get(importer(folder))));
        return slices;
    }

    private Map<String, Object> stated(String id) {
        Map<String, Object> stated = new LinkedHashMap<>(Shape.map(snapshots.get(id)));
        stated.putAll(Shape.map(packages.get(snapshots.isEmpty() ? id : withoutPeers(id))));
        return stated;
    }

    private void connect(String from, Map<String, Object> stated, String folder) throws IOException {
        for (String kind : NEEDS) {
            for (Map.Entry<String, Object> need : Shape.map(stated.get(kind)).entrySet()) {
                Object value =
                        need.getValue() instanceof Map ? Shape.map(need.getValue()).get("version") : need.getValue();
                connect(from, need.getKey(), String.valueOf(value), folder, kind.startsWith("optional"));
            }
        }
    }

    private void connect(String from, String name, String version, String folder, boolean optional)
            throws IOException {
        if (version.startsWith("link:")) {
            String target = importer(resolved(folder, version.substring("link:".length())));
            if (graph.has(target)) {
                graph.edge(from, target);
            }
            return;
        }
        List<String> candidates = List.of(
                name + "@" + version,
                version,
                "/" + name + "@" + version,
                "/" + name + "/" + version,
                version.startsWith("/") ? version : "/" + version);
        for (String candidate : candidates) {
            if (graph.has(candidate)) {
                graph.edge(from, candidate);
                return;
            }
        }
        if (!optional) {
            throw new IOException("it names " + name + " " + version + " and does not hold it");
        }
    }

    private static String importer(String folder) {
        return "importer " + folder;
    }

    private static String withoutPeers(String id) {
        int peers = id.indexOf('(');
        return peers < 0 ? id : id.substring(0, peers);
    }

    /** A relative path from a project to another, as a folder of the lock file. */
    private static String resolved(String folder, String relative) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : ((folder.equals(".") ? "" : folder + "/") + relative).split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return parts.isEmpty() ? "." : String.join("/", parts);
    }
}
