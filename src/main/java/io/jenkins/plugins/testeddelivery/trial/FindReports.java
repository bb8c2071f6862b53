package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds the files that match the patterns of test reports, and says of each what tells a new one from an old one. */
record FindReports(List<String> patterns) implements Workspace.Work<TreeMap<String, String>> {
    /** Git's own, and ours: unpacked artifacts may hold what looks like reports. */
    private static final Set<String> NONE_OF_THE_RUN = Set.of(".git", ".delivery");

    /** @return by path relative to the root: time of the last change and checksum */
    @Override
    public TreeMap<String, String> in(Workspace.Place place) throws IOException, InterruptedException {
        TreeMap<String, String> found = new TreeMap<>();
        if (patterns.isEmpty()) {
            return found;
        }
        Patterns matching = Patterns.of(patterns);
        Files.walkFileTree(place.root(), visitor(place.root(), matching, found));
        return found;
    }

    /** Symbolic links are not followed: a report is a file that the run wrote here. */
    private static FileVisitor<Path> visitor(Path root, Patterns matching, TreeMap<String, String> found) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.equals(root) ? "" : folder.getFileName().toString();
                return NONE_OF_THE_RUN.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String path = root.relativize(file).toString().replace('\\', '/');
                if (attributes.isRegularFile() && matching.matches(path)) {
                    state(file, attributes).ifPresent(state -> found.put(path, state));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                // what cannot be read was not written by the run, or is found missing when it is counted
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private static Optional<String> state(Path file, BasicFileAttributes attributes) throws IOException {
        try {
            return Optional.of(attributes.lastModifiedTime().toMillis() + " " + Digests.of(file));
        } catch (NoSuchFileException e) {
            // what is gone by now is no report
            return Optional.empty();
        }
    }
}
