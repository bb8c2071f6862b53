package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Component.Image;
import io.jenkins.plugins.testeddelivery.config.manifest.ManifestFiles;
import io.jenkins.plugins.testeddelivery.config.manifest.PackageFolder;
import io.jenkins.plugins.testeddelivery.config.manifest.Packages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds which of the components go into which, by their Dockerfiles, by compose and by their packages' manifests. */
final class InferredLinks {
    private static final String SERVICE = "service:";
    private static final String DOCKER_IMAGE = "docker-image://";

    private final SourceFiles files;
    private final Collection<Draft> all;
    private final Packages packages;
    private final Map<String, List<Draft>> byPath = new HashMap<>();
    private final Map<String, List<Draft>> byService = new HashMap<>();
    private final Map<String, List<Draft>> byImage = new HashMap<>();
    private final Patterns global = Patterns.of(Presets.global());
    private final boolean rootShips;

    InferredLinks(SourceFiles files, Collection<Draft> all, Packages packages) {
        this.files = files;
        this.all = all;
        this.packages = packages;
        for (Draft draft : all) {
            index(byPath, draft.path(), draft);
            draft.services().forEach(service -> index(byService, service, draft));
            draft.images().forEach(image -> index(byImage, image, draft));
        }
        this.rootShips = byPath.getOrDefault("", List.of()).stream()
                .anyMatch(draft -> draft.product().kind() != Component.Kind.LIBRARY);
    }

    /** Gives every draft its links; those whose Dockerfile is missing are told. */
    void add(List<String> warnings) throws IOException, InterruptedException {
        for (Draft draft : all) {
            if (draft.image().isPresent()) {
                image(draft, draft.image().get(), warnings);
            }
            packages.at(draft.path()).ifPresent(found -> manifests(draft, found));
        }
    }

    /** Names of the components that must run before this one does. */
    List<String> startsAfter(Draft draft) {
        Set<String> names = new TreeSet<>();
        draft.after().forEach(service ->
                byService.getOrDefault(service, List.of()).forEach(other -> names.add(other.name())));
        names.remove(draft.name());
        return List.copyOf(names);
    }

    private void image(Draft draft, Image image, List<String> warnings) throws IOException, InterruptedException {
        for (String from : draft.from()) {
            if (from.startsWith(SERVICE)) {
                link(draft, byService.get(from.substring(SERVICE.length())), "context", draft.origin());
            } else if (from.startsWith(DOCKER_IMAGE)) {
                String name = DockerfileImages.plain(from.substring(DOCKER_IMAGE.length()));
                link(draft, byImage.get(name), "context", draft.origin());
            } else {
                link(draft, owners(from, draft), "context", draft.origin());
            }
        }
        Optional<byte[]> bytes = files.readJudged(image.dockerfile());
        if (bytes.isEmpty()) {
            warnings.add(draft.origin() + ": there is no Dockerfile at " + Quoted.text(image.dockerfile(), 200));
            return;
        }
        Dockerfile dockerfile = Dockerfile.parse(new String(bytes.get(), StandardCharsets.UTF_8));
        for (String source : DockerfileSources.of(dockerfile, image.context())) {
            // copied alone it is no more than an input: "COPY packages/a/package.json" serves an installation
            if (!ManifestFiles.manifest(source)) {
                link(draft, owners(source, draft), "copied", image.dockerfile());
            }
        }
        DockerfileImages.of(dockerfile, image.args())
                .forEach((name, line) -> link(draft, byImage.get(name), "base", image.dockerfile() + ":" + line));
    }

    private void manifests(Draft draft, PackageFolder found) {
        draft.manifests().addAll(found.manifests());
        draft.names().addAll(found.names());
        found.links().forEach((folder, link) -> link(draft, byPath.get(folder), link.kind(), link.source()));
        for (String input : found.inputs()) {
            // what is global already needs no other word, unless a component that ships owns it
            boolean known = !rootShips && global.matches(input);
            if (!known && !RepositoryPath.contains(draft.path(), input)) {
                draft.inputs().add(input);
            }
        }
    }

    private static void link(Draft draft, Collection<Draft> others, String kind, String source) {
        if (others != null) {
            others.forEach(other -> draft.link(other.name(), kind, source));
        }
    }

    /** The components of the innermost folder that holds the path; none if that is the asking one's own. */
    private Collection<Draft> owners(String source, Draft asking) {
        for (String folder = source; !folder.isEmpty(); folder = RepositoryPath.parent(folder)) {
            if (folder.equals(asking.path())) {
                return List.of();
            }
            if (byPath.containsKey(folder)) {
                return byPath.get(folder);
            }
        }
        return List.of();
    }

    private static void index(Map<String, List<Draft>> map, String key, Draft draft) {
        map.computeIfAbsent(key, unused -> new ArrayList<>()).add(draft);
    }
}
