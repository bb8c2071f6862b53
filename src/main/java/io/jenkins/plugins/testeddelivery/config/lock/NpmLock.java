package io.jenkins.plugins.testeddelivery.config.lock;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** npm's {@code package-lock.json} and {@code npm-shrinkwrap.json} of versions 2 and 3: {@code packages} by folder. */
final class NpmLock {
    private static final String MODULES = "node_modules/";
    private static final List<String> NEEDS =
            List.of("dependencies", "devDependencies", "optionalDependencies", "peerDependencies");
    /** Of a project these are its own business, and not what it resolves to. */
    private static final List<String> OWN = List.of("name", "version", "license", "bin", "workspaces", "engines");

    private final Map<String, Object> packages;
    private final LockGraph graph = new LockGraph();

    private NpmLock(Map<String, Object> packages) {
        this.packages = packages;
    }

    /** By folder of the project, relative to the lock file's. */
    static Map<String, String> read(byte[] content) throws IOException {
        Map<String, Object> lock = Json.readObject(content);
        if (!lock.containsKey("packages")) {
            throw new IOException("expected lockfileVersion 2 or 3 with 'packages', found version "
                    + lock.get("lockfileVersion") + "; a newer npm writes it anew");
        }
        return new NpmLock(Shape.map(lock, "packages")).slices();
    }

    private Map<String, String> slices() {
        packages.keySet().forEach(path -> graph.node(path, content(path)));
        packages.keySet().forEach(this::connect);
        Map<String, String> digests = graph.digests();
        Map<String, String> slices = new TreeMap<>();
        packages.keySet().stream()
                .filter(NpmLock::project)
                .forEach(folder -> slices.put(folder, digests.get(folder)));
        return slices;
    }

    private static boolean project(String path) {
        return !path.startsWith(MODULES) && !path.contains("/" + MODULES);
    }

    private String content(String path) {
        Map<String, Object> stated = new LinkedHashMap<>(Shape.map(packages, path));
        if (project(path)) {
            OWN.forEach(stated::remove);
            return Json.canonical(stated);
        }
        return name(path) + " " + Json.canonical(stated);
    }

    private void connect(String path) {
        Map<String, Object> stated = Shape.map(packages, path);
        if (Boolean.TRUE.equals(stated.get("link"))) {
            String target = Json.text(stated, "resolved");
            if (graph.has(target)) {
                graph.edge(path, target);
            }
            return;
        }
        for (String kind : NEEDS) {
            for (String name : Shape.map(stated, kind).keySet()) {
                // what is not installed (an optional package for another system, a peer nobody asked for) is no input
                found(path, name).ifPresent(to -> graph.edge(path, to));
            }
        }
    }

    /** As Node looks for it: in the folder's own modules, then in those of each folder above. */
    private Optional<String> found(String from, String name) {
        for (String folder : upwards(from)) {
            String candidate = (folder.isEmpty() ? "" : folder + "/") + MODULES + name;
            if (graph.has(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static List<String> upwards(String path) {
        List<String> folders = new ArrayList<>();
        String at = path;
        while (!at.isEmpty()) {
            folders.add(at);
            int slash = at.lastIndexOf('/');
            at = slash < 0 ? "" : at.substring(0, slash);
        }
        folders.add("");
        return folders;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf(MODULES) + MODULES.length());
    }
}
