package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Names the folder that belongs to us in the repository, and makes and removes what is in it. */
final class BuildFolder {
    static final String NAME = "_build";
    static final String VERSION_FILE = NAME + "/.build-version";
    private static final String TEMPORARY = NAME + "/.delivery";

    private BuildFolder() {}

    /** A folder, relative to the workspace, for one build of one component. */
    static String temporary(String version, String component) {
        return TEMPORARY + "/build-" + version + "-" + component;
    }

    /** Makes our folder, with an ignore file of its own so that nobody needs to list it. */
    record Prepare() implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            Path ignore = place.path(NAME).resolve(".gitignore");
            if (Files.exists(ignore)) {
                return false;
            }
            WholeFile.write(ignore, "*\n");
            return true;
        }
    }

    /** What builds left that came to no end: their folders and files, relative to the workspace, with their bytes. */
    record ListLeft() implements Workspace.Work<TreeMap<String, Long>> {
        @Override
        public TreeMap<String, Long> in(Workspace.Place place) throws IOException {
            TreeMap<String, Long> left = new TreeMap<>();
            list(place, TEMPORARY, "build-", left);
            list(place, NAME, ".image", left);
            return left;
        }

        private static void list(Workspace.Place place, String folder, String start, Map<String, Long> into)
                throws IOException {
            if (!Files.isDirectory(place.path(folder), LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            try (Stream<Path> all = Files.list(place.path(folder))) {
                for (Path path : (Iterable<Path>) all::iterator) {
                    String name = path.getFileName().toString();
                    if (name.startsWith(start) && (start.startsWith("build") || name.endsWith(".part"))) {
                        into.put(folder + "/" + name, Folders.bytes(path));
                    }
                }
            }
        }
    }

    /** Removes a temporary folder and all it holds; links are removed, not followed. */
    record Remove(String folder) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            Path path = place.path(folder);
            boolean part = folder.startsWith(NAME + "/.image") && folder.endsWith(".part") && folder.indexOf('/') == folder.lastIndexOf('/');
            if (!part && !path.normalize().startsWith(place.path(TEMPORARY).normalize())) {
                throw new IllegalArgumentException(folder + " is none of our temporary folders");
            }
            return Folders.delete(path);
        }
    }
}
