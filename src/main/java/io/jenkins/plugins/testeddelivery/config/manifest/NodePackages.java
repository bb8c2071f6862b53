package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.Quoted;
import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * npm, pnpm and yarn: the members of workspaces, and folders that nobody lists. A root's own {@code package.json} is
 * no package: it holds what its members share.
 */
final class NodePackages implements Ecosystem {
    private static final String FILE = "package.json";
    private static final String SCOPE = "npm";
    private static final String[] SHARED = {
        FILE,
        "pnpm-workspace.yaml",
        "package-lock.json",
        "npm-shrinkwrap.json",
        "yarn.lock",
        "pnpm-lock.yaml",
        "bun.lock",
        "bun.lockb",
        ".npmrc",
        ".yarnrc.yml"
    };

    private Parsed<PackageJson> parsed;
    /** Folder of the outermost root by the path of a member. */
    private final Map<String, String> members = new TreeMap<>();

    @Override
    public void find(ManifestFiles files, Packages packages) {
        NavigableSet<String> manifests = files.of(ManifestKind.PACKAGE_JSON);
        parsed = new Parsed<>(files, ManifestKind.PACKAGE_JSON, PackageJson::read);
        Map<String, WorkspaceGlobs> roots = roots(files, manifests);
        roots.forEach((root, globs) -> members(root, globs, manifests));
        Set<String> found = new LinkedHashSet<>(members.keySet());
        Set<String> folders = ManifestFiles.foldersOf(manifests);
        for (String path : manifests) {
            String folder = RepositoryPath.parent(path);
            boolean alone = !folder.isEmpty()
                    && !members.containsKey(path)
                    && !roots.containsKey(folder)
                    && !files.example(path)
                    && !ManifestFiles.anyAbove(folders, path);
            if (alone || files.beside(folder) && !members.containsKey(path)) {
                found.add(path);
            }
        }
        List<String> next = new ArrayList<>(found);
        for (int i = 0; i < next.size(); i++) {
            for (String other : add(next.get(i), files, packages)) {
                if (found.add(other)) {
                    next.add(other);
                }
            }
        }
    }

    /** What lists members, by folder, outermost first. */
    private Map<String, WorkspaceGlobs> roots(ManifestFiles files, Collection<String> manifests) {
        Map<String, WorkspaceGlobs> roots = new TreeMap<>();
        for (String path : files.of(ManifestKind.PNPM_WORKSPACE)) {
            Optional<List<String>> patterns = files.read(path, bytes -> PnpmWorkspace.packages(path, bytes));
            if (patterns.isEmpty()) {
                // whatever there is may be a member
                roots.put(RepositoryPath.parent(path), new WorkspaceGlobs(List.of("**"), false));
            } else if (!patterns.get().isEmpty()) {
                roots.put(RepositoryPath.parent(path), globs(files, path, patterns.get(), false));
            }
        }
        for (String path : manifests) {
            String folder = RepositoryPath.parent(path);
            if (roots.containsKey(folder) || files.example(path)) {
                continue;
            }
            Optional<PackageJson> json = parsed.of(path);
            boolean locked = !files.companions(folder, "package-lock.json", "yarn.lock").isEmpty();
            if (json.isEmpty() && (folder.isEmpty() || locked)) {
                roots.put(folder, new WorkspaceGlobs(List.of("**"), false));
            } else if (json.isPresent() && json.get().workspaces().isPresent()) {
                boolean yarn = !files.companions(folder, "yarn.lock").isEmpty();
                roots.put(folder, globs(files, path, json.get().workspaces().get(), !yarn));
            }
        }
        return roots;
    }

    private static WorkspaceGlobs globs(ManifestFiles files, String path, List<String> patterns, boolean lastWins) {
        WorkspaceGlobs globs = new WorkspaceGlobs(patterns, lastWins);
        globs.notUnderstood()
                .forEach(pattern -> files.warn(
                        path,
                        0,
                        "the pattern " + Quoted.of(pattern)
                                + " is read as if it were wider; list the members without ?(), +() and the like"));
        return globs;
    }

    private void members(String root, WorkspaceGlobs globs, NavigableSet<String> manifests) {
        for (String path : ManifestFiles.below(manifests, root)) {
            if (globs.match(RepositoryPath.below(root, RepositoryPath.parent(path)))) {
                // a member may be the root of others; names are known in all of the outermost workspace
                members.putIfAbsent(path, members.getOrDefault(join(root, FILE), root));
            }
        }
    }

    /** @return manifests of packages that it needs by their path */
    private List<String> add(String path, ManifestFiles files, Packages packages) {
        String folder = RepositoryPath.parent(path);
        PackageFolder one = packages.add(folder, path);
        String root = members.get(path);
        String scope = SCOPE + " " + (root == null ? "" : root);
        if (root != null) {
            one.inputs().addAll(files.companions(root, SHARED));
        } else {
            one.inputs().addAll(files.companions(folder, SHARED).stream()
                    .filter(file -> !RepositoryPath.contains(folder, file))
                    .toList());
        }
        Optional<PackageJson> json = parsed.of(path);
        if (json.isEmpty()) {
            one.unreadableIn(scope);
            packages.look(scope, folder, folder);
            return List.of();
        }
        List<String> needed = new ArrayList<>();
        packages.name(one, scope, json.get().name());
        for (PackageJson.Dependency dependency : json.get().dependencies()) {
            String source = ManifestFiles.at(path, dependency.line());
            String local = dependency.local();
            if (!local.isEmpty()) {
                Optional<String> target = files.resolve(folder, local, source);
                target.ifPresent(found -> {
                    one.references().add(Reference.toPath(dependency.kind(), found, source));
                    String manifest = join(found, FILE);
                    if (!found.isEmpty() && files.of(ManifestKind.PACKAGE_JSON).contains(manifest)) {
                        needed.add(manifest);
                    }
                });
            } else if (!dependency.remote()) {
                one.references().add(Reference.toName(dependency.kind(), scope, dependency.target(), source));
            }
        }
        return needed;
    }

    private static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
