package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Component.Image;
import io.jenkins.plugins.testeddelivery.config.Component.Library;
import io.jenkins.plugins.testeddelivery.config.Component.Link;
import io.jenkins.plugins.testeddelivery.config.Component.Product;
import io.jenkins.plugins.testeddelivery.config.ComposeServices.Build;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A component that is being inferred, before it has its name. */
final class Draft {
    private final Product product;
    private final List<String> from;
    private final String origin;
    private final Set<String> services = new TreeSet<>();
    private final Set<String> after = new TreeSet<>();
    private final Set<String> images = new TreeSet<>();
    private final Set<String> manifests = new TreeSet<>();
    private final Set<String> names = new TreeSet<>();
    private final Set<String> inputs = new TreeSet<>();
    private final Map<String, Link> links = new TreeMap<>();
    private String path;
    private String name = "";

    private Draft(String path, Product product, List<String> from, String origin) {
        this.path = path;
        this.product = product;
        this.from = from;
        this.origin = origin;
    }

    /** A folder with a Dockerfile. */
    static Draft folder(String folder, String dockerfile) {
        Draft draft = new Draft(
                folder, new Image(dockerfile, folder, "", Map.of(), List.of(), ""), List.of(), dockerfile);
        draft.manifests.add(dockerfile);
        return draft;
    }

    /** What compose builds. */
    static Draft built(Build build) {
        Image image = new Image(
                build.dockerfile(), build.context(), build.target(), build.args(), List.of(), build.platform());
        Draft draft = new Draft(build.context(), image, build.from(), build.origin());
        draft.manifests.add(build.dockerfile());
        return draft;
    }

    /** A component that is defined already, to be linked with the others. */
    static Draft stated(Component component) {
        Draft draft = new Draft(component.path(), component.product(), List.of(), component.origin());
        draft.services.addAll(component.services());
        draft.name = component.name();
        return draft;
    }

    /** A package of which nothing is shipped. */
    static Draft library(String folder, String manifest) {
        return new Draft(folder, new Library(), List.of(), manifest);
    }

    /**
     * Gives a component whose Dockerfile alone lies in a folder below the context that folder: with the whole
     * repository as everybody's context, it is the only one that tells them apart.
     */
    static void settlePaths(Collection<Draft> drafts) {
        Map<String, Integer> users = new HashMap<>();
        drafts.forEach(draft -> draft.image().ifPresent(
                image -> users.merge(RepositoryPath.parent(image.dockerfile()), 1, Integer::sum)));
        for (Draft draft : drafts) {
            draft.image().ifPresent(image -> {
                String folder = RepositoryPath.parent(image.dockerfile());
                boolean below = !folder.equals(image.context()) && RepositoryPath.contains(image.context(), folder);
                boolean itsOwn = users.get(folder) == 1
                        && RepositoryPath.name(image.dockerfile()).equals(ComponentReader.DEFAULT_DOCKERFILE);
                if (below && itsOwn) {
                    draft.path = folder;
                }
            });
        }
    }

    void add(Build build) {
        services.add(build.service());
        after.addAll(build.after());
        manifests.add(build.origin().replaceFirst(":\\d+, service .*", ""));
        if (!build.image().isEmpty()) {
            images.add(DockerfileImages.plain(build.image()));
        }
    }

    /** Another component goes into it; what was said first stands, unless this is needed at run time. */
    void link(String other, String kind, String source) {
        if (!other.equals(name)) {
            links.putIfAbsent(other, new Link(other, kind, source));
        }
    }

    void name(String newName) {
        name = newName;
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    Product product() {
        return product;
    }

    Optional<Image> image() {
        return product instanceof Image image ? Optional.of(image) : Optional.empty();
    }

    /** What the build is given besides its context, see {@link Build}. */
    List<String> from() {
        return from;
    }

    Set<String> services() {
        return services;
    }

    /** Services that must run before it does. */
    Set<String> after() {
        return after;
    }

    /** What compose calls its image. */
    Set<String> images() {
        return images;
    }

    Set<String> manifests() {
        return manifests;
    }

    /** What its manifests call it. */
    Set<String> names() {
        return names;
    }

    Set<String> inputs() {
        return inputs;
    }

    Map<String, Link> links() {
        return links;
    }

    String origin() {
        return origin;
    }
}
