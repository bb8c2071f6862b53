package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Guarded;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.ProjectReader;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads one state of a repository, a commit or the working tree, together with the configuration it holds. */
final class StateReader implements AutoCloseable {
    private final OpenRepository repository;
    private final GitObjects objects;

    StateReader(Workspace.Place place) throws IOException, InterruptedException {
        this(OpenRepository.at(place));
    }

    StateReader(OpenRepository repository) throws IOException {
        this.repository = repository;
        this.objects = new GitObjects(repository.git());
    }

    /**
     * A state that was read.
     *
     * @param included files that came in though Git ignores them
     * @param changes what differs from the commit, sorted
     */
    record State(
            GitObjects.Commit commit,
            TreeFiles files,
            Set<String> included,
            List<Change> changes,
            Project project,
            Inputs inputs,
            List<String> warnings) {
        Tree tree() {
            return files.tree();
        }

        /** The folders that were looked for and are there, or are not. */
        Set<String> folders(boolean there) {
            Set<String> folders = new HashSet<>(files.askedFolders());
            project.components().forEach(component -> folders.add(component.path()));
            folders.removeIf(folder -> tree().holds(folder) != there);
            return folders;
        }
    }

    /** Where a state's definitions come from: its own configuration file, or what was read before. */
    @FunctionalInterface
    interface Definitions {
        Project in(TreeFiles files) throws IOException, InterruptedException;
    }

    OpenRepository repository() {
        return repository;
    }

    GitObjects objects() {
        return objects;
    }

    /** The configuration at this path; empty: {@code delivery.yaml} if there is one. */
    private Definitions configuration(String file) {
        return files -> ProjectReader.read(files, path(file), !file.isEmpty(), repository.projectName());
    }

    /** What the source says, under what the configuration of its trusted commit says if there is one. */
    Definitions configuration(ConfigSource source) {
        Definitions own = configuration(source.file());
        return source.trusted().isEmpty() ? own : files -> guarded(own.in(files), source);
    }

    private Project guarded(Project proposed, ConfigSource source) throws IOException, InterruptedException {
        Project base;
        try {
            GitObjects.Commit commit = objects.commit(source.trusted());
            base = configuration(source.file())
                    .in(TreeFiles.ofCommit(WorkingTree.listing(repository.git(), commit.id()), objects));
        } catch (Failure e) {
            return Guarded.alone(proposed, source.trusted(), e.getMessage());
        }
        return Guarded.by(base, proposed);
    }

    State commit(GitObjects.Commit commit, Definitions definitions, String configFile)
            throws IOException, InterruptedException {
        TreeFiles files = TreeFiles.ofCommit(WorkingTree.listing(repository.git(), commit.id()), objects);
        Project project = definitions.in(files);
        new DeclaredOutputs(project).mustNotBeTracked(files.paths());
        Inputs inputs = new ReadInputs(files).of(project, path(configFile));
        return new State(commit, files, Set.of(), List.of(), project, inputs, missing(project, files.tree()));
    }

    /** HEAD with the working tree on top; every file is hashed. */
    State workingTree(Definitions definitions, String configFile) throws IOException, InterruptedException {
        WorkingTree tree = WorkingTree.look(repository, objects);
        Project project = definitions.in(TreeFiles.of(tree, objects));
        DeclaredOutputs outputs = new DeclaredOutputs(project);
        outputs.mustNotBeTracked(tracked(tree));
        List<String> made = tree.leaveOut(outputs::contain);
        Inputs inputs = new ReadInputs(TreeFiles.of(tree, objects)).of(project, path(configFile));
        include(tree, inputs, made);
        tree.hash();
        List<String> warnings = missing(project, tree.tree());
        warnings.addAll(tree.disk().warnings());
        return new State(
                tree.commit(),
                TreeFiles.of(tree, objects),
                Set.copyOf(tree.included()),
                tree.changes(),
                project,
                inputs,
                warnings);
    }

    /** The files of the working tree as they are now, not hashed, under definitions that were read before. */
    WorkingTree files(Project project, Inputs inputs) throws IOException, InterruptedException {
        WorkingTree tree = WorkingTree.look(repository, objects);
        include(tree, inputs, tree.leaveOut(new DeclaredOutputs(project)::contain));
        return tree;
    }

    @Override
    public void close() {
        objects.close();
    }

    /** @param made outputs of builds, which count as ignored by Git */
    private void include(WorkingTree tree, Inputs inputs, List<String> made) throws IOException, InterruptedException {
        if (!inputs.includesAny()) {
            return;
        }
        List<String> candidates = new ArrayList<>(made);
        try (GitProcess listing =
                repository.git().start("ls-files", "-z", "--others", "--ignored", "--exclude-standard")) {
            byte[] paths = listing.output();
            if (paths.length > 0) {
                candidates.addAll(Arrays.asList(
                        PathText.decode(paths, 0, paths.length).split("\0")));
            }
        }
        tree.include(candidates.stream()
                .filter(path -> !path.endsWith("/") && inputs.unitsIncluding(path).length > 0)
                .toList());
    }

    private static List<String> tracked(WorkingTree tree) {
        List<String> tracked = new ArrayList<>(tree.deletedOnly());
        for (Entry entry : tree.tree().entries()) {
            if (!tree.untracked().contains(entry.path())) {
                tracked.add(entry.path());
            }
        }
        return tracked;
    }

    private static List<String> missing(Project project, Tree tree) {
        List<String> warnings = new ArrayList<>();
        for (Component component : project.components()) {
            if (!tree.holds(component.path())) {
                warnings.add("MISSING: component '" + component.name() + "' (" + component.origin()
                        + ") has no files in " + PathText.shown(component.path()));
            }
        }
        return warnings;
    }

    private static String path(String configFile) {
        return configFile.isEmpty() ? ProjectReader.DEFAULT_FILE : DockerPath.clean(configFile);
    }
}
