package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.ComposeServices.Build;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An image component that is being inferred, before it has its name. */
final class Draft {
    private final String dockerfile;
    private final String context;
    private final String target;
    private final Map<String, String> args;
    private final String platform;
    private final List<String> from;
    private final String origin;
    private final Set<String> services = new TreeSet<>();
    private String path;
    private String name = "";

    /** A folder with a Dockerfile. */
    Draft(String folder, String dockerfile) {
        this(folder, dockerfile, "", Map.of(), "", List.of(), dockerfile);
    }

    /** What compose builds. */
    Draft(Build build) {
        this(
                build.context(),
                build.dockerfile(),
                build.target(),
                build.args(),
                build.platform(),
                build.from(),
                build.origin());
    }

    private Draft(
            String context,
            String dockerfile,
            String target,
            Map<String, String> args,
            String platform,
            List<String> from,
            String origin) {
        this.path = context;
        this.context = context;
        this.dockerfile = dockerfile;
        this.target = target;
        this.args = args;
        this.platform = platform;
        this.from = from;
        this.origin = origin;
    }

    /**
     * Gives a component whose Dockerfile alone lies in a folder below the context that folder: with the whole
     * repository as everybody's context, it is the only one that tells them apart.
     */
    static void settlePaths(Collection<Draft> drafts) {
        Map<String, Integer> users = new HashMap<>();
        drafts.forEach(draft -> users.merge(RepositoryPath.parent(draft.dockerfile), 1, Integer::sum));
        for (Draft draft : drafts) {
            String folder = RepositoryPath.parent(draft.dockerfile);
            boolean below = !folder.equals(draft.context) && RepositoryPath.contains(draft.context, folder);
            boolean itsOwn = users.get(folder) == 1
                    && RepositoryPath.name(draft.dockerfile).equals(ComponentReader.DEFAULT_DOCKERFILE);
            if (below && itsOwn) {
                draft.path = folder;
            }
        }
    }

    void add(Build build) {
        services.add(build.service());
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

    String dockerfile() {
        return dockerfile;
    }

    String context() {
        return context;
    }

    String target() {
        return target;
    }

    Map<String, String> args() {
        return args;
    }

    String platform() {
        return platform;
    }

    List<String> from() {
        return from;
    }

    Set<String> services() {
        return services;
    }

    String origin() {
        return origin;
    }
}
