package io.jenkins.plugins.testeddelivery.release;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/** Lists what is in a folder without following a link: the kind of each entry by its {@code /} separated path. */
final class FolderFiles extends SimpleFileVisitor<Path> {
    /** More than any release holds; a folder that was mounted or given by mistake is not read to its end. */
    private static final int MOST = 100_000;

    private final Path root;
    private final Map<String, Kind> entries = new TreeMap<>();

    private FolderFiles(Path root) {
        this.root = root;
    }

    /** What an entry is. */
    enum Kind {
        FILE("a file"),
        FOLDER("a folder"),
        LINK("a symbolic link"),
        OTHER("a special file");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static Map<String, Kind> of(Path root) throws IOException {
        FolderFiles files = new FolderFiles(root);
        Files.walkFileTree(root, files);
        return files.entries;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        return directory.equals(root) ? FileVisitResult.CONTINUE : add(directory, Kind.FOLDER);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Kind other = attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
        return add(file, attributes.isRegularFile() ? Kind.FILE : other);
    }

    private FileVisitResult add(Path path, Kind kind) throws IOException {
        if (entries.size() == MOST) {
            throw new IOException(root + " holds more than " + MOST + " files; that is no release");
        }
        StringBuilder name = new StringBuilder();
        root.relativize(path).forEach(part -> name.append(name.isEmpty() ? "" : "/").append(part));
        entries.put(name.toString(), kind);
        return FileVisitResult.CONTINUE;
    }
}
