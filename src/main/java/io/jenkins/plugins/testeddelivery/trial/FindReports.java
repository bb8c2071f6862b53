package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.TreeMap;

/** Finds the files that match the patterns of test reports, and says of each what tells a new one from an old one. */
record FindReports(List<String> patterns) implements Workspace.Work<TreeMap<String, String>> {
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
                boolean git = folder.getFileName() != null && ".git".equals(folder.getFileName().toString());
                return git ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String path = root.relativize(file).toString().replace('\\', '/');
                if (attributes.isRegularFile() && matching.matches(path)) {
                    found.put(path, attributes.lastModifiedTime().toMillis() + " " + Digests.of(file));
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
}
