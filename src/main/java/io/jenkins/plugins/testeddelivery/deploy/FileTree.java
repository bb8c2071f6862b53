package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/** Unpacked files on disk: what they are, made to last. Follows no link. */
final class FileTree {
    private FileTree() {}

    /** Each file and link below the folder with what it is: {@code x sha256:…}, {@code - sha256:…} or {@code l target}. */
    static TreeMap<String, String> list(Path folder, boolean flush) throws IOException {
        TreeMap<String, String> all = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
                if (attributes.isSymbolicLink()) {
                    all.put(name, "l " + Files.readSymbolicLink(file));
                } else if (!attributes.isRegularFile()) {
                    all.put(name, "? special file");
                } else {
                    all.put(name, (Files.isExecutable(file) ? "x " : "- ") + Digests.of(file));
                    flush(file, flush);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException problem) throws IOException {
                if (flush) {
                    WholeFile.flushFolder(directory);
                }
                return super.postVisitDirectory(directory, problem);
            }
        });
        return all;
    }

    /** One digest for a listing. */
    static String digest(Map<String, String> listing) {
        return Digests.of(Json.canonical(listing));
    }

    private static void flush(Path file, boolean wanted) throws IOException {
        if (wanted) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
