package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.Quoted;
import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects the packages that the ecosystems find, and finds the folder behind every name and path that one of them
 * refers to. A name is looked up in a scope: one ecosystem, or one workspace of it.
 */
public final class Packages {
    /** Edges that stand for "may depend on anything"; beyond, a broken repository would be slow as well. */
    private static final int MOST_GUESSED = 1_000_000;

    private final ManifestFiles files;
    private final Map<String, PackageFolder> byFolder = new TreeMap<>();
    private final Map<String, Map<String, Set<String>>> foldersByName = new HashMap<>();
    private final Set<String> ambiguous = new TreeSet<>();

    Packages(ManifestFiles files) {
        this.files = files;
    }

    /** All that the manifests of a repository say. */
    public static Packages read(ManifestFiles files) throws IOException {
        Packages packages = new Packages(files);
        try {
            for (Ecosystem ecosystem : Ecosystem.all()) {
                ecosystem.find(files, packages);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        packages.resolve();
        return packages;
    }

    /** Sorted by folder. */
    public Collection<PackageFolder> all() {
        return byFolder.values();
    }

    public Optional<PackageFolder> at(String folder) {
        return Optional.ofNullable(byFolder.get(folder));
    }

    /** Names that more than one package bears, and so tell none apart. */
    public Set<String> ambiguous() {
        return ambiguous;
    }

    PackageFolder add(String folder, String manifest) {
        PackageFolder added = byFolder.computeIfAbsent(folder, PackageFolder::new);
        added.manifests().add(manifest);
        return added;
    }

    /** Makes the package known in the scope; an empty name is none. */
    void name(PackageFolder one, String scope, String name) {
        if (!name.isEmpty()) {
            one.names().add(name);
            foldersByName
                    .computeIfAbsent(scope, unused -> new HashMap<>())
                    .computeIfAbsent(name, unused -> new TreeSet<>())
                    .add(one.folder());
        }
    }

    /** Makes the package known by a name that is no alias of it. */
    void look(String scope, String name, String folder) {
        foldersByName
                .computeIfAbsent(scope, unused -> new HashMap<>())
                .computeIfAbsent(name, unused -> new TreeSet<>())
                .add(folder);
    }

    private void resolve() {
        for (PackageFolder one : List.copyOf(byFolder.values())) {
            for (Reference reference : one.references()) {
                if (reference.path()) {
                    folderOf(one, reference)
                            .ifPresent(folder -> one.link(folder, reference.kind(), reference.source()));
                } else {
                    foldersByName
                            .getOrDefault(reference.scope(), Map.of())
                            .getOrDefault(reference.target(), Set.of())
                            .forEach(folder -> one.link(folder, reference.kind(), reference.source()));
                }
            }
        }
        foldersByName.forEach((scope, names) -> names.forEach((name, folders) -> {
            if (folders.size() > 1 && ambiguous.add(name)) {
                List<String> shown = folders.stream().limit(3).map(path -> Quoted.text(path, 100)).toList();
                files.warn("AMBIGUOUS: several packages are called " + Quoted.of(name) + " ("
                        + String.join(", ", shown) + (folders.size() > 3 ? " and more" : "")
                        + "): what depends on one of them is taken to depend on all; give each a name of its own");
            }
        }));
        widen();
    }

    /** The package at the path; a folder that no manifest calls a package becomes one, for something needs it. */
    private Optional<String> folderOf(PackageFolder asking, Reference reference) {
        String path = reference.target();
        if (byFolder.containsKey(path)) {
            return Optional.of(path);
        }
        if (path.isEmpty() || RepositoryPath.contains(path, asking.folder())) {
            // it goes into itself, say
            return Optional.empty();
        }
        if (files.exists(path)) {
            String folder = RepositoryPath.parent(path);
            boolean inPackage = byFolder.containsKey(folder) && !folder.equals(asking.folder());
            if (!inPackage && !RepositoryPath.contains(asking.folder(), path)) {
                asking.inputs().add(path);
            }
            return inPackage ? Optional.of(folder) : Optional.empty();
        }
        if (files.folderExists(path)) {
            if (RepositoryPath.contains(asking.folder(), path)) {
                return Optional.empty();
            }
            byFolder.computeIfAbsent(path, PackageFolder::new).manifests().add(reference.source());
            return Optional.of(path);
        }
        for (String above = path; !above.isEmpty(); above = RepositoryPath.parent(above)) {
            if (byFolder.containsKey(above)) {
                return Optional.of(above);
            }
        }
        files.warn("MISSING: " + Quoted.text(reference.source(), 200) + " refers to " + Quoted.text(path, 200)
                + ", where the repository holds nothing: correct the path, or add what belongs there");
        return Optional.empty();
    }

    /** One whose manifest could not be read may depend on all of its scope that does not depend on it. */
    private void widen() {
        int guessed = 0;
        for (PackageFolder one : byFolder.values()) {
            if (one.unreadable().isEmpty()) {
                continue;
            }
            Set<String> dependents = dependents(one.folder());
            Set<String> scope = new TreeSet<>();
            foldersByName.getOrDefault(one.unreadable(), Map.of()).values().forEach(scope::addAll);
            for (String folder : scope) {
                if (!dependents.contains(folder) && guessed < MOST_GUESSED) {
                    one.link(folder, "unknown", String.join(", ", one.manifests()));
                    guessed++;
                }
            }
        }
    }

    private Set<String> dependents(String folder) {
        Map<String, List<String>> users = new HashMap<>();
        byFolder.values().forEach(one -> one.links().keySet().forEach(
                target -> users.computeIfAbsent(target, unused -> new ArrayList<>()).add(one.folder())));
        Set<String> reached = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(folder));
        while (!next.isEmpty()) {
            String one = next.remove(next.size() - 1);
            if (reached.add(one)) {
                next.addAll(users.getOrDefault(one, List.of()));
            }
        }
        return reached;
    }
}
