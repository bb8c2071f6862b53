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
 * Python: projects with a name in their {@code pyproject.toml} (where a uv workspace lies above, its members), and what
 * requirements files ask for beside them.
 */
final class PythonProjects implements Ecosystem {
    private static final String FILE = "pyproject.toml";
    private static final String SCOPE = "python";

    private Parsed<TomlDocument> parsed;
    /** Folder of the uv workspace by the path of a member. */
    private final Map<String, String> members = new TreeMap<>();

    @Override
    public void find(ManifestFiles files, Packages packages) {
        NavigableSet<String> manifests = files.of(ManifestKind.PYPROJECT);
        parsed = new Parsed<>(files, ManifestKind.PYPROJECT, TomlDocument::read);
        Set<String> roots = new LinkedHashSet<>();
        for (String path : manifests) {
            if (!files.example(path)) {
                root(path, files, manifests, roots);
            }
        }
        Set<String> found = new LinkedHashSet<>(members.keySet());
        for (String path : manifests) {
            String folder = RepositoryPath.parent(path);
            boolean alone = !files.example(path)
                    && !roots.contains(folder)
                    && !ManifestFiles.anyAbove(roots, path)
                    && (parsed.of(path).isEmpty() || !name(parsed.of(path).get()).isEmpty());
            if (alone || files.beside(folder)) {
                found.add(path);
            }
        }
        List<String> next = new ArrayList<>(found);
        for (int i = 0; i < next.size(); i++) {
            for (String target : add(next.get(i), files, packages)) {
                String manifest = target.isEmpty() ? FILE : target + "/" + FILE;
                if (manifests.contains(manifest) && found.add(manifest)) {
                    next.add(manifest);
                }
            }
        }
        new PythonRequirements(files, packages, SCOPE).add();
    }

    private void root(String path, ManifestFiles files, NavigableSet<String> manifests, Set<String> roots) {
        String folder = RepositoryPath.parent(path);
        Optional<TomlDocument> toml = parsed.of(path);
        if (toml.isEmpty() || !toml.get().has("tool", "uv", "workspace")) {
            return;
        }
        roots.add(folder);
        WorkspaceGlobs in = new WorkspaceGlobs(toml.get().texts("tool", "uv", "workspace", "members"), false);
        WorkspaceGlobs out = new WorkspaceGlobs(toml.get().texts("tool", "uv", "workspace", "exclude"), false);
        if (!name(toml.get()).isEmpty()) {
            members.put(path, folder);
        }
        for (String other : ManifestFiles.below(manifests, folder)) {
            String below = RepositoryPath.below(folder, RepositoryPath.parent(other));
            if (in.match(below) && !out.match(below)) {
                members.putIfAbsent(other, folder);
            }
        }
    }

    /** @return folders that it needs by their path */
    private List<String> add(String path, ManifestFiles files, Packages packages) {
        String folder = RepositoryPath.parent(path);
        Optional<TomlDocument> toml = parsed.of(path);
        if (toml.isEmpty() && folder.isEmpty()) {
            return List.of();
        }
        PackageFolder one = packages.add(folder, path);
        String root = members.get(path);
        if (root != null && !root.equals(folder)) {
            one.inputs().addAll(files.companions(root, FILE, "uv.lock"));
        }
        if (toml.isEmpty()) {
            one.unreadableIn(SCOPE);
            packages.look(SCOPE, folder, folder);
            return List.of();
        }
        packages.name(one, SCOPE, Requirements.normal(name(toml.get())));
        List<String> targets = new ArrayList<>();
        for (PythonDependencies.Dependency dependency : new PythonDependencies(toml.get()).all()) {
            if (dependency.path().isEmpty()) {
                one.references().add(Reference.toName(dependency.kind(), SCOPE, dependency.name(), path));
            } else {
                files.resolve(folder, dependency.path(), path).ifPresent(target -> {
                    one.references().add(Reference.toPath(dependency.kind(), target, path));
                    targets.add(target);
                });
            }
        }
        return targets;
    }

    private static String name(TomlDocument toml) {
        String name = toml.text("project", "name");
        return name.isEmpty() ? toml.text("tool", "poetry", "name") : name;
    }
}
