package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Component.Facts;
import io.jenkins.plugins.testeddelivery.config.Component.Image;
import io.jenkins.plugins.testeddelivery.config.ComposeServices.Build;
import io.jenkins.plugins.testeddelivery.config.manifest.ManifestFiles;
import io.jenkins.plugins.testeddelivery.config.manifest.PackageFolder;
import io.jenkins.plugins.testeddelivery.config.manifest.Packages;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds components where nobody wrote them down: services that compose builds, folders with a Dockerfile, and the
 * packages of the ecosystems' own workspaces.
 */
final class Inference {
    /** In the order in which compose itself prefers them. */
    private static final List<String> COMPOSE_FILES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    private static final Set<String> SKIPPED = Set.of("node_modules", "vendor", "testdata", "fixtures", "_build");

    private final SourceFiles files;
    private final List<Component> given;
    private final Set<String> silent;
    private final List<String> warnings = new ArrayList<>();

    /**
     * What was found.
     *
     * @param given the components that were defined, in their order, with what manifests say of them
     * @param compose of the one compose file; {@link Compose#NONE} if there is none or more than one
     */
    record Found(List<Component> components, List<Component> given, Compose compose, List<String> warnings) {}

    /**
     * @param given components that are defined already: their folders, services and names are taken
     * @param silent names of those of which nobody said what goes into them
     */
    Inference(SourceFiles files, List<Component> given, Set<String> silent) {
        this.files = files;
        this.given = given;
        this.silent = silent;
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
        Packages packages = packages(drafts);
        addPackages(drafts, packages);
        ComponentNames.give(drafts, given, project);
        List<Draft> all = new ArrayList<>();
        given.forEach(component -> all.add(Draft.stated(component)));
        all.addAll(drafts);
        InferredLinks links = new InferredLinks(files, all, packages);
        links.add(warnings);
        List<Component> adopted = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            adopted.add(adopted(given.get(i), all.get(i), links, silent.contains(given.get(i).name())));
        }
        return new Found(
                drafts.stream().map(draft -> component(draft, links)).toList(), adopted, compose(read), warnings);
    }

    private static void look(String path, Map<String, String> composeFiles, Set<String> dockerfiles) {
        String name = RepositoryPath.name(path);
        int rank = COMPOSE_FILES.indexOf(name);
        if (!looksFor(name) || skipped(path)) {
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

    /** Whether a file of this name is looked for in every folder; manifests aside. */
    static boolean looksFor(String name) {
        return name.equals(ComponentReader.DEFAULT_DOCKERFILE) || COMPOSE_FILES.contains(name);
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
                byBuild.computeIfAbsent(key, unused -> Draft.built(build)).add(build);
            }
        }
        byBuild.values().stream().filter(draft -> !taken(draft)).forEach(drafts::add);
        Draft.settlePaths(drafts);
    }

    private boolean taken(Draft draft) {
        Image built = draft.image().orElseThrow();
        return given.stream()
                .anyMatch(component -> component.services().stream().anyMatch(draft.services()::contains)
                        || component.product() instanceof Image image
                                && image.dockerfile().equals(built.dockerfile())
                                && image.context().equals(built.context())
                                && image.target().equals(built.target()));
    }

    private void addFolders(List<Draft> drafts, Set<String> dockerfiles) {
        Set<String> usedFiles = new HashSet<>();
        Set<String> usedFolders = new HashSet<>();
        drafts.forEach(draft -> {
            draft.image().ifPresent(image -> usedFiles.add(image.dockerfile()));
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
                drafts.add(Draft.folder(folder, dockerfile));
            }
        }
    }

    /** Folders that manifests call packages, where nothing is built: libraries. */
    private void addPackages(List<Draft> drafts, Packages packages) {
        Set<String> used = new HashSet<>();
        drafts.forEach(draft -> used.add(draft.path()));
        given.forEach(component -> used.add(component.path()));
        for (PackageFolder found : packages.all()) {
            if (used.add(found.folder())) {
                drafts.add(Draft.library(found.folder(), found.manifests().iterator().next()));
            }
        }
    }

    private Packages packages(List<Draft> drafts) throws IOException, InterruptedException {
        Set<String> beside = new HashSet<>();
        drafts.forEach(draft -> beside.add(draft.path()));
        given.forEach(component -> beside.add(component.path()));
        ManifestFiles manifests = new ManifestFiles(files, beside);
        Packages packages = Packages.read(manifests);
        warnings.addAll(manifests.warnings());
        return packages;
    }

    private static Component component(Draft draft, InferredLinks links) {
        return new Component(
                draft.name(),
                draft.path(),
                List.copyOf(draft.links().keySet()),
                List.copyOf(draft.names()),
                draft.product(),
                List.copyOf(draft.services()),
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                draft.origin(),
                List.copyOf(draft.inputs()),
                facts(draft, links),
                Development.NONE);
    }

    private static Facts facts(Draft draft, InferredLinks links) {
        return new Facts(
                List.copyOf(draft.manifests()), List.copyOf(draft.links().values()), links.startsAfter(draft));
    }

    /** What is defined, with what its manifests add; what goes into it only where nobody has said so. */
    private static Component adopted(Component component, Draft draft, InferredLinks links, boolean silent) {
        Set<String> aliases = new TreeSet<>(component.aliases());
        aliases.addAll(draft.names());
        Set<String> inputs = new TreeSet<>(component.inputs());
        inputs.addAll(draft.inputs());
        Facts facts = facts(draft, links);
        Component known = component.withAliases(List.copyOf(aliases));
        return silent
                ? known.withDependsOn(List.copyOf(draft.links().keySet())).withFacts(List.copyOf(inputs), facts)
                : known.withFacts(List.copyOf(inputs), new Facts(facts.from(), List.of(), facts.startsAfter()));
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
