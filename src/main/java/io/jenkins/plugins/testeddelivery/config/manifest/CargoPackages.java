package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Cargo: the members of workspaces (those in the list, and path dependencies that lie in its folder), and crates that
 * are in none.
 */
final class CargoPackages implements Ecosystem {
    private static final String FILE = "Cargo.toml";
    /** In an order: the first kind stays where a crate is in several. */
    private static final List<Map.Entry<String, String>> SECTIONS = List.of(
            Map.entry("dependencies", Reference.RUNTIME),
            Map.entry("build-dependencies", Reference.BUILD),
            Map.entry("build_dependencies", Reference.BUILD),
            Map.entry("dev-dependencies", Reference.DEV),
            Map.entry("dev_dependencies", Reference.DEV));

    private Parsed<TomlDocument> parsed;
    /** Folder of the workspace by the path of a member, the root's own crate included. */
    private final Map<String, String> members = new TreeMap<>();

    @Override
    public void find(ManifestFiles files, Packages packages) {
        NavigableSet<String> manifests = files.of(ManifestKind.CARGO_TOML);
        parsed = new Parsed<>(files, ManifestKind.CARGO_TOML, TomlDocument::read);
        Map<String, List<String>> excludedByRoot = new TreeMap<>();
        for (String path : manifests) {
            if (!files.example(path)) {
                root(path, files, manifests, excludedByRoot);
            }
        }
        Set<String> crates = new LinkedHashSet<>(members.keySet());
        for (String path : manifests) {
            String folder = RepositoryPath.parent(path);
            boolean alone = !files.example(path)
                    && excludedByRoot.entrySet().stream()
                            .allMatch(root -> !RepositoryPath.contains(root.getKey(), folder)
                                    || excluded(root.getValue(), folder));
            if (!members.containsKey(path) && (alone || files.beside(folder))) {
                crates.add(path);
            }
        }
        List<String> next = new ArrayList<>(crates);
        for (int i = 0; i < next.size(); i++) {
            for (String found : add(next.get(i), files, packages)) {
                if (crates.add(found)) {
                    next.add(found);
                }
            }
        }
    }

    private void root(
            String path, ManifestFiles files, NavigableSet<String> manifests, Map<String, List<String>> excludedByRoot) {
        String folder = RepositoryPath.parent(path);
        Optional<TomlDocument> toml = parsed.of(path);
        boolean locked = !files.companions(folder, "Cargo.lock").isEmpty();
        if (toml.isEmpty() && (folder.isEmpty() || locked)) {
            excludedByRoot.put(folder, List.of());
            members.putIfAbsent(path, folder);
            ManifestFiles.below(manifests, folder).stream()
                    .filter(other -> !files.example(other))
                    .forEach(other -> members.putIfAbsent(other, folder));
        }
        if (toml.isEmpty() || !toml.get().has("workspace")) {
            return;
        }
        List<String> excluded = new ArrayList<>();
        for (String text : toml.get().texts("workspace", "exclude")) {
            files.resolve(folder, text, path).ifPresent(excluded::add);
        }
        excludedByRoot.put(folder, excluded);
        List<String> patterns = new ArrayList<>();
        List<String> inside = new ArrayList<>();
        for (String pattern : toml.get().texts("workspace", "members")) {
            if (pattern.startsWith("..")) {
                files.resolve(folder, pattern, path).ifPresent(inside::add);
            } else {
                patterns.add(pattern);
            }
        }
        WorkspaceGlobs globs = new WorkspaceGlobs(patterns, false);
        List<String> next = new ArrayList<>();
        if (toml.get().has("package")) {
            next.add(path);
        }
        for (String other : ManifestFiles.below(manifests, folder)) {
            String crate = RepositoryPath.parent(other);
            boolean listed = globs.match(RepositoryPath.below(folder, crate));
            if (listed && (!excluded(excluded, crate) || patterns.contains(RepositoryPath.below(folder, crate)))) {
                next.add(other);
            }
        }
        inside.stream().map(CargoPackages::manifest).filter(manifests::contains).forEach(next::add);
        reach(folder, next, excluded, files);
    }

    /** A path dependency in the workspace's folder is a member without being listed. */
    private void reach(String root, List<String> next, List<String> excluded, ManifestFiles files) {
        for (int i = 0; i < next.size(); i++) {
            String path = next.get(i);
            if (members.containsKey(path) && !members.get(path).equals(root)) {
                continue;
            }
            boolean first = members.put(path, root) == null;
            Optional<TomlDocument> toml = first ? parsed.of(path) : Optional.empty();
            if (toml.isPresent()) {
                for (Dependency dependency : dependencies(path, toml.get(), files)) {
                    String other = dependency.path.map(CargoPackages::manifest).orElse("");
                    boolean inside = dependency.path
                            .filter(found -> RepositoryPath.contains(root, found) && !excluded(excluded, found))
                            .isPresent();
                    if (inside
                            && files.of(ManifestKind.CARGO_TOML).contains(other)
                            && !parsed.of(other).map(found -> found.has("workspace")).orElse(false)) {
                        next.add(other);
                    }
                }
            }
        }
    }

    private static boolean excluded(List<String> excluded, String folder) {
        return excluded.stream().anyMatch(one -> RepositoryPath.contains(one, folder));
    }

    /** @return manifests that it needs by their path */
    private List<String> add(String path, ManifestFiles files, Packages packages) {
        String folder = RepositoryPath.parent(path);
        Optional<TomlDocument> toml = parsed.of(path);
        String root = members.getOrDefault(path, folder);
        String scope = "cargo " + root;
        if (toml.isPresent() && !toml.get().has("package") && !toml.get().has("project")) {
            return List.of();
        }
        if (toml.isEmpty() && folder.isEmpty()) {
            return List.of();
        }
        PackageFolder one = packages.add(folder, path);
        for (String shared : files.companions(
                root, FILE, "Cargo.lock", ".cargo/config.toml", "rust-toolchain", "rust-toolchain.toml")) {
            if (!RepositoryPath.contains(folder, shared)) {
                one.inputs().add(shared);
            }
        }
        if (toml.isEmpty()) {
            one.unreadableIn(scope);
            packages.look(scope, folder, folder);
            return List.of();
        }
        String name = toml.get().text("package", "name");
        packages.name(one, scope, name.isEmpty() ? toml.get().text("project", "name") : name);
        List<String> found = new ArrayList<>();
        for (Dependency dependency : dependencies(path, toml.get(), files)) {
            if (dependency.path.isPresent()) {
                one.references().add(Reference.toPath(dependency.kind, dependency.path.get(), path));
                String manifest = manifest(dependency.path.get());
                if (files.of(ManifestKind.CARGO_TOML).contains(manifest)) {
                    found.add(manifest);
                }
            }
        }
        return found;
    }

    /** @param path in the repository; empty: it comes from a registry or from Git */
    private record Dependency(String kind, String name, Optional<String> path) {}

    private List<Dependency> dependencies(String manifest, TomlDocument toml, ManifestFiles files) {
        List<Dependency> dependencies = new ArrayList<>();
        String folder = RepositoryPath.parent(manifest);
        List<Map<String, Object>> tables = new ArrayList<>();
        tables.add(toml.table());
        toml.table("target").values().forEach(target -> tables.add(TomlDocument.asTable(target)));
        String root = members.getOrDefault(manifest, folder);
        for (Map<String, Object> table : tables) {
            for (Map.Entry<String, String> section : SECTIONS) {
                for (Map.Entry<String, Object> entry : TomlDocument.asTable(table.get(section.getKey())).entrySet()) {
                    Object value = entry.getValue();
                    String from = folder;
                    String stated = manifest;
                    if (Boolean.TRUE.equals(TomlDocument.asTable(value).get("workspace"))) {
                        stated = manifest(root);
                        value = inherited(stated, entry.getKey());
                        from = root;
                    }
                    Optional<String> path = TomlDocument.member(value, "path");
                    if (path.isEmpty()) {
                        path = patched(manifest(root), TomlDocument.member(value, "package").orElse(entry.getKey()));
                        from = root;
                        stated = manifest(root);
                    }
                    if (path.isPresent()) {
                        dependencies.add(new Dependency(
                                section.getValue(), entry.getKey(), files.resolve(from, path.get(), stated)));
                    }
                }
            }
        }
        return dependencies;
    }

    private Object inherited(String root, String name) {
        Optional<TomlDocument> toml = parsed.ifThere(root);
        return toml.map(found -> found.table("workspace", "dependencies").get(name)).orElse(null);
    }

    /** The path that {@code [patch]} or {@code [replace]} of the workspace puts in a registry's place. */
    private Optional<String> patched(String root, String name) {
        Optional<TomlDocument> toml = parsed.ifThere(root);
        if (toml.isPresent()) {
            for (Object source : toml.get().table("patch").values()) {
                for (Map.Entry<String, Object> entry : TomlDocument.asTable(source).entrySet()) {
                    String patches = TomlDocument.member(entry.getValue(), "package").orElse(entry.getKey());
                    if (patches.equals(name)) {
                        return TomlDocument.member(entry.getValue(), "path");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String manifest(String folder) {
        return folder.isEmpty() ? FILE : folder + "/" + FILE;
    }
}
