package io.jenkins.plugins.testeddelivery.config.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Cargo.lock}, {@code uv.lock} and {@code poetry.lock}: a list of packages in TOML, each naming what it needs. */
final class TomlLock {
    private static final Pattern PACKAGE_NAME =
            Pattern.compile("(?ms)^\\[package\\]\\s*$(?:(?!^\\[).)*?^\\s*name\\s*=\\s*[\"']([^\"']+)[\"']");
    private static final List<String> LOCAL = List.of("virtual", "editable", "directory");

    private final Map<String, List<String>> byName = new HashMap<>();
    private final Map<String, Map<String, Object>> packages = new LinkedHashMap<>();
    private final LockGraph graph = new LockGraph();

    private TomlLock(Map<String, Object> lock) throws IOException {
        if (!lock.containsKey("package") && !lock.containsKey("version") && !lock.containsKey("metadata")) {
            throw new IOException("expected a list of packages, found none");
        }
        for (Object one : Shape.list(lock.get("package"))) {
            Map<String, Object> entry = Shape.map(one);
            String id = entry.get("name") + " " + entry.get("version") + " " + Json.canonical(entry.get("source"));
            packages.put(id, entry);
            byName.computeIfAbsent(String.valueOf(entry.get("name")), name -> new ArrayList<>()).add(id);
        }
    }

    /** @param manifests {@code Cargo.toml} of every crate, by folder relative to the lock file's */
    static Map<String, String> cargo(byte[] content, Map<String, byte[]> manifests) throws IOException {
        TomlLock lock = new TomlLock(toml(content));
        lock.packages.forEach((id, entry) -> lock.graph.node(id, Json.canonical(without(entry, "dependencies"))));
        for (Map.Entry<String, Map<String, Object>> one : lock.packages.entrySet()) {
            for (Object need : Shape.list(one.getValue().get("dependencies"))) {
                String[] words = String.valueOf(need).split(" ");
                lock.connect(one.getKey(), words[0], words.length > 1 ? words[1] : "");
            }
        }
        Map<String, String> digests = lock.graph.digests();
        Map<String, String> slices = new TreeMap<>();
        for (Map.Entry<String, byte[]> manifest : manifests.entrySet()) {
            Matcher name = PACKAGE_NAME.matcher(new String(manifest.getValue(), StandardCharsets.UTF_8));
            if (name.find()) {
                lock.byName.getOrDefault(name.group(1), List.of()).stream()
                        .filter(id -> !lock.packages.get(id).containsKey("source"))
                        .findFirst()
                        .ifPresent(id -> slices.put(manifest.getKey(), digests.get(id)));
            }
        }
        return slices;
    }

    static Map<String, String> uv(byte[] content) throws IOException {
        Map<String, Object> stated = toml(content);
        TomlLock lock = new TomlLock(stated);
        String shared = Json.canonical(without(stated, "package"));
        Map<String, String> projects = new TreeMap<>();
        lock.packages.forEach((id, entry) -> {
            String folder = folder(entry);
            // of a project its own version is no input: what it resolves to is
            lock.graph.node(
                    id,
                    folder == null ? Json.canonical(entry) : shared + Json.canonical(without(entry, "version")));
            if (folder != null) {
                projects.put(folder.equals(".") ? "" : folder, id);
            }
        });
        for (Map.Entry<String, Map<String, Object>> one : lock.packages.entrySet()) {
            Map<String, Object> entry = one.getValue();
            lock.needs(one.getKey(), Shape.list(entry.get("dependencies")));
            for (String kind : List.of("optional-dependencies", "dev-dependencies")) {
                for (Object group : Shape.map(entry.get(kind)).values()) {
                    lock.needs(one.getKey(), Shape.list(group));
                }
            }
        }
        Map<String, String> digests = lock.graph.digests();
        projects.replaceAll((folder, id) -> digests.get(id));
        return projects;
    }

    /** Poetry knows one project; but a note of which manifest the lock was made for is no input. */
    static Map<String, String> poetry(byte[] content) throws IOException {
        Map<String, Object> lock = toml(content);
        Map<String, Object> metadata = without(Shape.map(lock.get("metadata")), "content-hash");
        if (!lock.containsKey("metadata")) {
            throw new IOException("expected what Poetry notes under 'metadata', found nothing");
        }
        TomlLock packages = new TomlLock(lock);
        packages.packages.forEach((id, entry) -> packages.graph.node(id, Json.canonical(entry)));
        TreeMap<String, String> all = new TreeMap<>(packages.graph.digests());
        packages.graph.node("project", Json.canonical(metadata));
        all.keySet().forEach(id -> packages.graph.edge("project", id));
        return Map.of("", packages.graph.digests().get("project"));
    }

    private void needs(String from, List<Object> needs) throws IOException {
        for (Object one : needs) {
            Map<String, Object> need = Shape.map(one);
            connect(from, String.valueOf(need.get("name")), String.valueOf(need.getOrDefault("version", "")));
        }
    }

    private void connect(String from, String name, String version) throws IOException {
        List<String> named = byName.getOrDefault(name, List.of()).stream()
                .filter(id -> version.isEmpty() || version.equals(String.valueOf(packages.get(id).get("version"))))
                .toList();
        if (named.isEmpty()) {
            throw new IOException("it names " + name + " " + version + " and does not hold it");
        }
        named.forEach(to -> graph.edge(from, to));
    }

    private static String folder(Map<String, Object> entry) {
        Map<String, Object> source = Shape.map(entry.get("source"));
        return LOCAL.stream()
                .filter(source::containsKey)
                .map(kind -> String.valueOf(source.get(kind)))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Object> without(Map<String, Object> map, String key) {
        Map<String, Object> less = new LinkedHashMap<>(map);
        less.remove(key);
        return less;
    }

    private static Map<String, Object> toml(byte[] content) throws IOException {
        try {
            return Shape.map(new TomlMapper().readValue(content, Map.class));
        } catch (JsonProcessingException e) {
            throw new IOException("this is not TOML: " + e.getOriginalMessage(), e);
        }
    }
}
