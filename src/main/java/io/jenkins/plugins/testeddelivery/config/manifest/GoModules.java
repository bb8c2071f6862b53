package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Go: the modules that a {@code go.work} uses, and every module where there is none above it. */
final class GoModules implements Ecosystem {
    private static final String FILE = "go.mod";
    private static final String SCOPE = "go";

    @Override
    public void find(ManifestFiles files, Packages packages) {
        NavigableSet<String> manifests = files.of(ManifestKind.GO_MOD);
        Parsed<GoMod> parsed = new Parsed<>(files, ManifestKind.GO_MOD, GoMod::read);
        Parsed<GoMod> works = new Parsed<>(files, ManifestKind.GO_WORK, GoMod::read);
        TreeMap<String, String> workspaces = new TreeMap<>();
        Set<String> used = new TreeSet<>();
        for (String path : files.of(ManifestKind.GO_WORK)) {
            String folder = RepositoryPath.parent(path);
            Optional<GoMod> work = works.of(path);
            if (files.example(path) || work.isEmpty()) {
                // one that cannot be read may use every module below
                continue;
            }
            workspaces.put(folder, path);
            for (GoMod.Line use : work.get().uses()) {
                String source = ManifestFiles.at(path, use.number());
                Optional<String> module = use.words().isEmpty()
                        ? Optional.empty()
                        : files.resolve(folder, use.words().get(0), source);
                module.map(GoModules::manifest).ifPresent(manifest -> {
                    if (manifests.contains(manifest)) {
                        used.add(manifest);
                    } else {
                        files.warn("MISSING: " + source + " uses a module where there is no go.mod: add it, or take"
                                + " the line out");
                    }
                });
            }
        }
        Set<String> modules = new LinkedHashSet<>(used);
        for (String path : manifests) {
            String folder = RepositoryPath.parent(path);
            boolean inWorkspace = workspaces.containsKey(folder)
                    || ManifestFiles.anyAbove(workspaces.keySet(), path);
            if (!inWorkspace && !files.example(path) || files.beside(folder)) {
                modules.add(path);
            }
        }
        for (String path : modules) {
            add(path, parsed, workspaces, works, files, packages);
        }
    }

    private void add(
            String path,
            Parsed<GoMod> parsed,
            TreeMap<String, String> workspaces,
            Parsed<GoMod> works,
            ManifestFiles files,
            Packages packages) {
        String folder = RepositoryPath.parent(path);
        PackageFolder one = packages.add(folder, path);
        String workspace = folder;
        while (!workspaces.containsKey(workspace) && !workspace.isEmpty()) {
            workspace = RepositoryPath.parent(workspace);
        }
        boolean inWorkspace = workspaces.containsKey(workspace);
        if (inWorkspace) {
            for (String shared : files.companions(workspace, "go.work", "go.work.sum")) {
                if (!RepositoryPath.contains(folder, shared)) {
                    one.inputs().add(shared);
                }
            }
        }
        Optional<GoMod> mod = parsed.of(path);
        if (mod.isEmpty()) {
            one.unreadableIn(SCOPE);
            packages.look(SCOPE, folder, folder);
            return;
        }
        packages.name(one, SCOPE, mod.get().module());
        for (GoMod.Line require : mod.get().requires()) {
            if (!require.words().isEmpty()) {
                String kind = require.indirect() ? "indirect" : Reference.RUNTIME;
                one.references().add(Reference.toName(
                        kind, SCOPE, require.words().get(0), ManifestFiles.at(path, require.number())));
            }
        }
        replaced(path, mod.get(), one, files);
    }

    /** {@code replace X => ../x}: X is built from there if it is built at all. */
    private static void replaced(String path, GoMod mod, PackageFolder one, ManifestFiles files) {
        Set<String> required = new TreeSet<>();
        mod.requires().forEach(require -> require.words().stream().limit(1).forEach(required::add));
        for (GoMod.Line replace : mod.replaces()) {
            List<String> words = replace.words();
            int arrow = words.indexOf("=>");
            boolean local = arrow > 0
                    && arrow + 1 < words.size()
                    && (words.get(arrow + 1).startsWith("./") || words.get(arrow + 1).startsWith("../")
                            || words.get(arrow + 1).startsWith("/"));
            if (local && required.contains(words.get(0))) {
                String source = ManifestFiles.at(path, replace.number());
                files.resolve(one.folder(), words.get(arrow + 1), source)
                        .ifPresent(target -> one.references()
                                .add(Reference.toPath(Reference.RUNTIME, target, source)));
            }
        }
    }

    private static String manifest(String folder) {
        return folder.isEmpty() ? FILE : folder + "/" + FILE;
    }
}
