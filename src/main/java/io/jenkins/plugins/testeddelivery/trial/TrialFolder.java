package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes, fills and removes the folders that trials have in the workspace: {@code _build/.delivery/trial-<id>}. */
final class TrialFolder {
    private static final String OURS = "_build";
    private static final String PARENT = OURS + "/.delivery";
    private static final String PREFIX = "trial-";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");

    private TrialFolder() {}

    static String compose(String id) {
        return path(id) + "/compose.yaml";
    }

    /** Holds the name of the compose project, from before anything of it is started. */
    static String project(String id) {
        return path(id) + "/project";
    }

    /** Holds the name of the trial's owner, if it has one. */
    static String owner(String id) {
        return path(id) + "/owner";
    }

    static String kept(String id) {
        return path(id) + "/kept.json";
    }

    /** Where each archive is unpacked, under its component's name. */
    static String candidates(String id) {
        return path(id) + "/candidates";
    }

    /** A file on its way from the content store. */
    static String arriving(String id, String component) {
        return path(id) + "/arriving-" + component;
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    private static String path(String id) {
        return PARENT + "/" + PREFIX + id;
    }

    /**
     * The folder of one trial, made.
     *
     * @param root the workspace's root, absolute, links followed
     * @param candidates absolute
     */
    record Opened(String root, String candidates) implements Serializable {}

    /** Makes the folder of a trial. */
    record Open(String id, String owner) implements Workspace.Work<Opened> {
        @Override
        public Opened in(Workspace.Place place) throws IOException {
            Path ignore = place.path(OURS).resolve(".gitignore");
            if (!Files.exists(ignore)) {
                WholeFile.write(ignore, "*\n");
            }
            Path candidates = Files.createDirectories(place.path(candidates(id)));
            if (!owner.isEmpty()) {
                WholeFile.write(place.path(TrialFolder.owner(id)), owner);
            }
            return new Opened(
                    place.root().toRealPath().toString(), candidates.toRealPath().toString());
        }
    }

    /** Writes a file that only its owner can read: it holds values that may be secret. */
    record WriteSecret(String path, String text) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            Path file = place.path(path);
            Files.deleteIfExists(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
            return true;
        }

        /** Without what may be secret. */
        @Override
        public String toString() {
            return "WriteSecret[" + path + "]";
        }
    }

    /**
     * A trial that left its folder.
     *
     * @param project the compose project it may have started; empty: it started nothing
     * @param kept its {@code kept.json}; empty: nobody wanted to keep it
     * @param owner on whose behalf it ran; empty: nobody's but its process'
     */
    record Left(String project, String kept, String owner) implements Serializable {}

    /** Lists the trials whose folders are there, by id. */
    record ListLeft() implements Workspace.Work<TreeMap<String, Left>> {
        @Override
        public TreeMap<String, Left> in(Workspace.Place place) throws IOException {
            TreeMap<String, Left> left = new TreeMap<>();
            if (!Files.isDirectory(place.path(PARENT))) {
                return left;
            }
            try (Stream<Path> folders = Files.list(place.path(PARENT))) {
                for (Path folder : (Iterable<Path>) folders::iterator) {
                    String name = folder.getFileName().toString();
                    if (name.startsWith(PREFIX) && isId(name.substring(PREFIX.length()))) {
                        String id = name.substring(PREFIX.length());
                        left.put(
                                id,
                                new Left(
                                        text(place.path(project(id))),
                                        text(place.path(kept(id))),
                                        text(place.path(owner(id)))));
                    }
                }
            }
            return left;
        }

        private static String text(Path file) throws IOException {
            return Files.exists(file) ? Files.readString(file) : "";
        }
    }

    /** Bytes of the trial's folder. */
    record Weigh(String id) implements Workspace.Work<Long> {
        @Override
        public Long in(Workspace.Place place) throws IOException {
            return Folders.bytes(place.path(path(id)));
        }
    }

    /** Whether the trial's compose file is there. */
    record IsComposed(String id) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) {
            return Files.exists(place.path(compose(id)));
        }
    }

    /** Removes one file of a trial's folder. */
    record Discard(String path) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            return Files.deleteIfExists(place.path(path));
        }
    }

    /** Removes the folder of a trial and all it holds; links are removed, not followed. */
    record Remove(String id) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            Path folder = place.path(path(id));
            if (!Files.isDirectory(folder)) {
                return false;
            }
            // first what holds secrets: should something else resist, that is gone
            Files.deleteIfExists(place.path(compose(id)));
            return Folders.delete(folder);
        }
    }
}
