package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what an archive component's output patterns match: files and symbolic links below the component's folder, never
 * through a link, never in Git's or our own folder.
 *
 * @param folder the component's, real
 * @param names of the files and links that match, in no order, relative to the folder
 * @param folders that match themselves, each after those above it
 */
record OutputFiles(Path folder, List<String> names, List<String> folders) {
    static OutputFiles find(Path root, String componentPath, List<String> outputs) throws IOException {
        Path folder = folder(root, componentPath);
        Patterns patterns = Patterns.of(outputs);
        Path own = root.toRealPath().resolve(BuildFolder.NAME);
        List<String> names = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (directory.equals(own) || directory.endsWith(".git")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!directory.equals(folder)) {
                    String name = FileNames.below(folder, directory);
                    if (patterns.matches(name)) {
                        folders.add(name);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!file.endsWith(".git")) {
                    String name = FileNames.below(folder, file);
                    if (patterns.matches(name)) {
                        names.add(name);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new OutputFiles(folder, names, folders);
    }

    Path file(String name) {
        return FileNames.resolve(folder, name);
    }

    private static Path folder(Path root, String componentPath) throws IOException {
        Path real = root.toRealPath();
        Path folder = FileNames.resolve(real, componentPath);
        if (!Files.isDirectory(folder)) {
            throw Failure.failed("There is no folder '" + FileNames.shown(componentPath)
                    + "' to build the archive in; correct the component's path.");
        }
        if (!folder.toRealPath().equals(folder)) {
            throw Failure.failed("The component's path '" + FileNames.shown(componentPath)
                    + "' leads through a symbolic link; name the folder itself.");
        }
        return folder;
    }
}
