package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/**
 * Gradle: the projects that the settings of a build include, and folders with a build script that no settings stand
 * above. Build logic ({@code buildSrc} and included builds) goes into every project of its build.
 */
final class GradleProjects implements Ecosystem {
    private static final String[] SHARED = {
        "settings.gradle",
        "settings.gradle.kts",
        "build.gradle",
        "build.gradle.kts",
        "gradle.properties",
        "gradle.lockfile",
        "gradle/libs.versions.toml"
    };

    private Parsed<GradleSettings> settings;
    private Parsed<GradleBuild> builds;

    @Override
    public void find(ManifestFiles files, Packages packages) {
        settings = new Parsed<>(files, ManifestKind.GRADLE_SETTINGS, GradleSettings::read);
        builds = new Parsed<>(files, ManifestKind.GRADLE_BUILD, GradleBuild::read);
        NavigableSet<String> scripts = files.of(ManifestKind.GRADLE_BUILD);
        Set<String> claimed = new HashSet<>();
        Set<String> roots = new HashSet<>();
        List<String> logic = new ArrayList<>();
        for (String path : files.of(ManifestKind.GRADLE_SETTINGS)) {
            String root = RepositoryPath.parent(path);
            if (!files.example(path) && roots.add(root)) {
                build(path, root, files, packages, claimed, logic);
            }
        }
        for (String script : scripts) {
            String folder = RepositoryPath.parent(script);
            boolean alone = !files.example(script)
                    && !folder.isEmpty()
                    && !roots.contains(folder)
                    && !ManifestFiles.anyAbove(roots, script)
                    && !ManifestFiles.anyAbove(ManifestFiles.foldersOf(scripts), script);
            if ((alone || files.beside(folder)) && claimed.add(folder)) {
                packages.add(folder, script);
                needs(script, packages.add(folder, script), "gradle " + folder, Map.of(), files);
            }
        }
    }

    private void build(
            String path, String root, ManifestFiles files, Packages packages, Set<String> claimed, List<String> logic) {
        String scope = "gradle " + root;
        Map<String, String> folders = folders(path, root, files);
        // sources beside the settings make the root a project of its own
        boolean rootBuilds = files.folderExists(root.isEmpty() ? "src" : root + "/src") && !script(root, files).isEmpty();
        if (rootBuilds) {
            folders.put(":", root);
        }
        List<String> shared = files.companions(root, SHARED);
        List<String> buildLogic = buildLogic(path, root, files);
        List<PackageFolder> projects = new ArrayList<>();
        folders.forEach((project, folder) -> {
            String script = script(folder, files);
            if (script.isEmpty() || !claimed.add(folder)) {
                return;
            }
            PackageFolder one = packages.add(folder, script);
            projects.add(one);
            packages.look(scope, project, folder);
            packages.look(scope, accessor(project), folder);
            if (!project.equals(":")) {
                one.names().add(project);
            }
            shared.stream()
                    .filter(file -> !RepositoryPath.contains(folder, file))
                    .forEach(one.inputs()::add);
            buildLogic.stream()
                    .filter(target -> !target.equals(folder))
                    .forEach(target -> one.references().add(Reference.toPath(Reference.BUILD, target, path)));
        });
        Map<String, PackageFolder> byPath = new LinkedHashMap<>();
        folders.forEach((project, folder) -> packages.at(folder).ifPresent(one -> byPath.put(project, one)));
        for (PackageFolder one : projects) {
            needs(script(one.folder(), files), one, scope, byPath, files);
        }
        String own = script(root, files);
        if (!rootBuilds && !own.isEmpty()) {
            needs(own, null, scope, byPath, files);
        }
    }

    /** By project path; of settings that only a run would tell, every folder with a build script. */
    private Map<String, String> folders(String path, String root, ManifestFiles files) {
        Map<String, String> folders = new LinkedHashMap<>();
        Optional<GradleSettings> read = settings.of(path);
        boolean guess = read.isEmpty();
        if (read.isPresent()) {
            for (int line : read.get().notUnderstood()) {
                files.warn(
                        path,
                        line,
                        "which projects are included here shows only when it runs; every folder with a build script is"
                                + " taken for a project. Include them by plain texts, or name them in delivery.yaml");
                guess = true;
            }
            read.get().projects().forEach((project, line) -> {
                String stated = read.get().folders().getOrDefault(project, "");
                String below = stated.isEmpty() ? project.substring(1).replace(':', '/') : stated;
                files.resolve(root, below, ManifestFiles.at(path, line))
                        .ifPresent(folder -> folders.put(project, folder));
            });
        }
        if (guess) {
            for (String script : ManifestFiles.below(files.of(ManifestKind.GRADLE_BUILD), root)) {
                String folder = RepositoryPath.parent(script);
                if (!files.example(script) && !folders.containsValue(folder)) {
                    folders.put(":" + RepositoryPath.below(root, folder).replace('/', ':'), folder);
                }
            }
        }
        return folders;
    }

    private List<String> buildLogic(String path, String root, ManifestFiles files) {
        List<String> logic = new ArrayList<>();
        String buildSrc = root.isEmpty() ? "buildSrc" : root + "/buildSrc";
        if (files.folderExists(buildSrc)) {
            logic.add(buildSrc);
        }
        settings.of(path).map(GradleSettings::builds).orElse(List.of()).forEach(
                build -> files.resolve(root, build, path).filter(folder -> !folder.isEmpty()).ifPresent(logic::add));
        return logic;
    }

    private void needs(
            String script, PackageFolder own, String scope, Map<String, PackageFolder> byPath, ManifestFiles files) {
        Optional<GradleBuild> build = builds.of(script);
        if (build.isEmpty()) {
            if (own != null) {
                own.unreadableIn(scope);
            }
            return;
        }
        for (int line : build.get().notUnderstood()) {
            files.warn(
                    script,
                    line,
                    "which project is meant shows only when it runs; name it by a plain text, or the dependency in"
                            + " delivery.yaml");
        }
        for (GradleBuild.Need need : build.get().needs()) {
            PackageFolder of = need.of().isEmpty() ? own : byPath.get(need.of());
            if (of != null) {
                String target = need.accessor() ? "projects." + need.project().toLowerCase(java.util.Locale.ROOT) : need.project();
                of.references().add(Reference.toName(
                        need.kind(),
                        scope,
                        need.accessor() || target.startsWith(":") ? target : ":" + target,
                        ManifestFiles.at(script, need.line())));
            }
        }
    }

    /** {@code :my-lib:core_api} is {@code projects.myLib.coreApi}; case is dropped on both sides. */
    private static String accessor(String project) {
        return "projects." + project.substring(1).replaceAll("[-_]", "").replace(':', '.').toLowerCase(java.util.Locale.ROOT);
    }

    private static String script(String folder, ManifestFiles files) {
        List<String> scripts = files.companions(folder, "build.gradle", "build.gradle.kts");
        return scripts.isEmpty() ? "" : scripts.get(0);
    }
}
