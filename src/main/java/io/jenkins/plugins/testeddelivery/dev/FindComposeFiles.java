package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the compose file at the top of the repository, and the one that a developer lays over it, as compose itself does. */
record FindComposeFiles() implements Workspace.Work<FindComposeFiles.Found> {
    private static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    /**
     * What is there.
     *
     * @param root path of the repository with all links followed
     * @param shown the same as it was given, absolute
     * @param files none: there is no compose file at the top
     */
    record Found(String root, String shown, List<String> files) implements Serializable {
        Found {
            files = List.copyOf(files);
        }
    }

    @Override
    public Found in(Workspace.Place place) throws IOException {
        Path root = place.root().toRealPath();
        List<String> files = new ArrayList<>();
        first(root, NAMES).ifPresent(file -> {
            files.add(file);
            List<String> over = NAMES.stream()
                    .map(name -> name.replaceFirst("\\.(yaml|yml)$", ".override.$1"))
                    .toList();
            first(root, over).ifPresent(files::add);
        });
        return new Found(
                root.toString(), place.root().toAbsolutePath().normalize().toString(), files);
    }

    private static Optional<String> first(Path root, List<String> names) {
        return names.stream().filter(name -> Files.isRegularFile(root.resolve(name))).findFirst();
    }
}
