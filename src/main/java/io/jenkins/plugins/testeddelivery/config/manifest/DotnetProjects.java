package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.Quoted;
import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/** .NET: the projects that solutions hold, and where there is no solution, every project. */
final class DotnetProjects implements Ecosystem {
    private static final String SCOPE = "dotnet";

    private static final String[] SHARED = {
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json"
    };

    private Parsed<DotnetProject> parsed;

    @Override
    public void find(ManifestFiles files, Packages packages) {
        NavigableSet<String> projects = files.of(ManifestKind.DOTNET_PROJECT);
        parsed = new Parsed<>(files, ManifestKind.DOTNET_PROJECT, DotnetProject::read);
        Parsed<Solution> solutions = new Parsed<>(files, ManifestKind.SOLUTION, Solution::read);
        Set<String> roots = new LinkedHashSet<>();
        Set<String> found = new LinkedHashSet<>();
        for (String path : files.of(ManifestKind.SOLUTION)) {
            String folder = RepositoryPath.parent(path);
            Optional<Solution> solution = files.example(path) ? Optional.empty() : solutions.of(path);
            if (solution.isPresent()) {
                roots.add(folder);
                for (String project : solution.get().projects()) {
                    Optional<String> target = files.resolve(folder, project.replace('\\', '/'), path);
                    target.filter(projects::contains).ifPresent(found::add);
                    if (target.isPresent() && !projects.contains(target.get()) && ManifestKind.of(target.get()) == ManifestKind.DOTNET_PROJECT) {
                        files.warn("MISSING: " + ManifestFiles.at(path, 0) + " lists project "
                                + Quoted.text(project, 200) + ", which is not there: add it, or take it out");
                    }
                }
            }
        }
        for (String path : projects) {
            String folder = RepositoryPath.parent(path);
            boolean inSolution = roots.contains(folder) || ManifestFiles.anyAbove(roots, path);
            if (!inSolution && !files.example(path) || files.beside(folder)) {
                found.add(path);
            }
        }
        List<String> next = new ArrayList<>(found);
        for (int i = 0; i < next.size(); i++) {
            for (String other : add(next.get(i), files, packages)) {
                if (projects.contains(other) && found.add(other)) {
                    next.add(other);
                }
            }
        }
    }

    /** @return projects that it refers to */
    private List<String> add(String path, ManifestFiles files, Packages packages) {
        String folder = RepositoryPath.parent(path);
        String file = RepositoryPath.name(path);
        PackageFolder one = packages.add(folder, path);
        packages.name(one, SCOPE, file.substring(0, file.lastIndexOf('.')));
        for (String above = folder; !above.isEmpty(); ) {
            above = RepositoryPath.parent(above);
            one.inputs().addAll(files.companions(above, SHARED));
        }
        Optional<DotnetProject> project = parsed.of(path);
        if (project.isEmpty()) {
            one.unreadableIn(SCOPE);
            return List.of();
        }
        List<String> reached = new ArrayList<>();
        for (DotnetProject.Reference reference : project.get().references()) {
            String source = ManifestFiles.at(path, reference.line());
            String text = reference.path().replace('\\', '/').replace("$(MSBuildThisFileDirectory)", "");
            if (text.contains("$(") || text.contains("@(")) {
                files.warn(
                        path,
                        reference.line(),
                        "project " + Quoted.of(reference.path())
                                + " shows only in a build; refer to it without properties, or name the dependency in"
                                + " delivery.yaml");
                continue;
            }
            List<String> targets = new ArrayList<>();
            for (String single : text.split(";")) {
                Optional<String> target = files.resolve(folder, single.strip(), source);
                if (target.isPresent() && single.contains("*")) {
                    WorkspaceGlobs globs = new WorkspaceGlobs(List.of(target.get()), false);
                    files.of(ManifestKind.DOTNET_PROJECT).stream().filter(globs::match).forEach(targets::add);
                } else {
                    target.ifPresent(targets::add);
                }
            }
            for (String target : targets) {
                boolean there = files.of(ManifestKind.DOTNET_PROJECT).contains(target);
                one.references().add(Reference.toPath(
                        Reference.RUNTIME, there ? RepositoryPath.parent(target) : target, source));
            }
            reached.addAll(targets);
        }
        for (DotnetProject.Reference shared : project.get().files()) {
            String text = shared.path().replace('\\', '/').replace("$(MSBuildThisFileDirectory)", "");
            if (!text.contains("$(") && text.contains("..")) {
                RepositoryPath.resolve(folder, text)
                        .filter(files::exists)
                        .filter(input -> !RepositoryPath.contains(folder, input))
                        .ifPresent(one.inputs()::add);
            }
        }
        return reached;
    }
}
