package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Component.Image;
import io.jenkins.plugins.testeddelivery.config.ComposeServices.Build;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds components where nobody wrote them down: services that compose builds, and folders with a Dockerfile. */
final class Inference {
    /** In the order in which compose itself prefers them. */
    private static final List<String> COMPOSE_FILES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    private static final Set<String> SKIPPED = Set.of("node_modules", "vendor", "testdata", "fixtures", "_build");

    private final SourceFiles files;
    private final List<Component> given;
    private final List<String> warnings = new ArrayList<>();

    /**
     * What was found.
     *
     * @param compose of the one compose file; {@link Compose#NONE} if there is none or more than one
     */
    record Found(List<Component> components, Compose compose, List<String> warnings) {}

    /** @param given components that are defined already: their folders, services and names are taken */
    Inference(SourceFiles files, List<Component> given) {
        this.files = files;
        this.given = given;
    }

    Found infer(String project) throws IOException, InterruptedException {
        Map<String, String> composeFiles = new TreeMap<>();
        Set<String> dockerfiles = new TreeSet<>();
        for (String path : files.paths()) {
            look(path, composeFiles, dockerfiles);
        }
        List<ComposeServices> read = new ArrayList<>();
        for (String file : composeFiles.values()) {
            Optional<byte[]> bytes = files.read(file);
            bytes.ifPresent(content -> read.add(ComposeServices.read(file, content)));
        }
        read.forEach(services -> warnings.addAll(services.warnings()));

        List<Draft> drafts = new ArrayList<>();
        addServices(drafts, read);
        addFolders(drafts, dockerfiles);
        ComponentNames.give(drafts, given, project);
        return new Found(components(drafts), compose(read), warnings);
    }

    private static void look(String path, Map<String, String> composeFiles, Set<String> dockerfiles) {
        String name = RepositoryPath.name(path);
        int rank = COMPOSE_FILES.indexOf(name);
        if (rank < 0 && !name.equals(ComponentReader.DEFAULT_DOCKERFILE) || skipped(path)) {
            return;
        }
        String folder = RepositoryPath.parent(path);
        if (rank < 0) {
            dockerfiles.add(path);
        } else if (folder.indexOf('/') < 0) {
            composeFiles.merge(folder, path, (a, b) -> {
                boolean first =
                        COMPOSE_FILES.indexOf(RepositoryPath.name(a)) < COMPOSE_FILES.indexOf(RepositoryPath.name(b));
                return first ? a : b;
            });
        }
    }

    private static boolean skipped(String path) {
        for (String folder : RepositoryPath.parent(path).split("/")) {
            if (SKIPPED.contains(folder) || folder.startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** Services built from the same things share a component. */
    private void addServices(List<Draft> drafts, List<ComposeServices> read) {
        Map<List<Object>, Draft> byBuild = new LinkedHashMap<>();
        for (ComposeServices services : read) {
            for (Build build : services.builds()) {
                List<Object> key =
                        List.of(build.context(), build.dockerfile(), build.target(), build.args(), build.platform());
                byBuild.computeIfAbsent(key, unused -> new Draft(build)).add(build);
            }
        }
        byBuild.values().stream().filter(draft -> !taken(draft)).forEach(drafts::add);
        Draft.settlePaths(drafts);
    }

    private boolean taken(Draft draft) {
        return given.stream()
                .anyMatch(component -> component.services().stream().anyMatch(draft.services()::contains)
                        || component.product() instanceof Image image
                                && image.dockerfile().equals(draft.dockerfile())
                                && image.context().equals(draft.context())
                                && image.target().equals(draft.target()));
    }

    private void addFolders(List<Draft> drafts, Set<String> dockerfiles) {
        Set<String> usedFiles = new HashSet<>();
        Set<String> usedFolders = new HashSet<>();
        drafts.forEach(draft -> {
            usedFiles.add(draft.dockerfile());
            usedFolders.add(draft.path());
        });
        given.forEach(component -> {
            usedFolders.add(component.path());
            if (component.product() instanceof Image image) {
                usedFiles.add(image.dockerfile());
            }
        });
        for (String dockerfile : dockerfiles) {
            String folder = RepositoryPath.parent(dockerfile);
            if (!usedFiles.contains(dockerfile) && usedFolders.add(folder)) {
                usedFiles.add(dockerfile);
                drafts.add(new Draft(folder, dockerfile));
            }
        }
    }

    private List<Component> components(List<Draft> drafts) throws IOException, InterruptedException {
        Map<String, List<String>> namesByPath = new TreeMap<>();
        given.forEach(one -> namesByPath
                .computeIfAbsent(one.path(), path -> new ArrayList<>())
                .add(one.name()));
        drafts.forEach(one -> namesByPath
                .computeIfAbsent(one.path(), path -> new ArrayList<>())
                .add(one.name()));

        List<Component> components = new ArrayList<>();
        for (Draft draft : drafts) {
            components.add(new Component(
                    draft.name(),
                    draft.path(),
                    List.copyOf(dependencies(draft, drafts, namesByPath)),
                    List.of(),
                    new Image(
                            draft.dockerfile(),
                            draft.context(),
                            draft.target(),
                            draft.args(),
                            List.of(),
                            draft.platform()),
                    List.copyOf(draft.services()),
                    Duration.ZERO,
                    Duration.ZERO,
                    List.of(),
                    draft.origin()));
        }
        return components;
    }

    private Set<String> dependencies(Draft draft, List<Draft> drafts, Map<String, List<String>> namesByPath)
            throws IOException, InterruptedException {
        Set<String> sources = new TreeSet<>();
        Optional<byte[]> dockerfile = files.read(draft.dockerfile());
        if (dockerfile.isPresent()) {
            String text = new String(dockerfile.get(), StandardCharsets.UTF_8);
            sources.addAll(DockerfileSources.of(Dockerfile.parse(text), draft.context()));
        } else {
            warnings.add(draft.origin() + ": there is no Dockerfile at " + Quoted.text(draft.dockerfile(), 200));
        }
        Set<String> names = new TreeSet<>();
        for (String from : draft.from()) {
            if (from.startsWith("service:")) {
                drafts.stream()
                        .filter(other -> other.services().contains(from.substring("service:".length())))
                        .forEach(other -> names.add(other.name()));
            } else {
                sources.add(from);
            }
        }
        sources.forEach(source -> names.addAll(owners(source, namesByPath, draft)));
        names.remove(draft.name());
        return names;
    }

    /** The components of the innermost folder that holds the path; none if that is the asking one's own. */
    private static Collection<String> owners(String source, Map<String, List<String>> namesByPath, Draft asking) {
        for (String folder = source; !folder.isEmpty(); folder = RepositoryPath.parent(folder)) {
            if (folder.equals(asking.path())) {
                return List.of();
            }
            if (namesByPath.containsKey(folder)) {
                return namesByPath.get(folder);
            }
        }
        return List.of();
    }

    private Compose compose(List<ComposeServices> read) {
        if (read.size() > 1) {
            warnings.add("several compose files ("
                    + String.join(", ", read.stream().map(ComposeServices::file).toList())
                    + "): name the one that a trial starts as trial.compose in delivery.yaml");
        }
        return read.size() == 1 && read.get(0).readable()
                ? new Compose(List.of(read.get(0).file()), "", "")
                : Compose.NONE;
    }
}
