package io.jenkins.plugins.testeddelivery.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks at what lies in the working tree under a repository's path, never through a symbolic link. What cannot be read
 * gets an id that never comes again, so that whatever it goes into counts as changed, and a warning.
 */
final class Disk {
    /** The id of a regular file that is not hashed yet. */
    static final String PENDING = "";

    private static final char UNMAPPABLE = '\uFFFD';

    private final Path top;
    private final String anyId;
    private final List<String> warnings = new ArrayList<>();

    /** @param anyId an object id of this repository: its length tells how content is hashed here */
    Disk(Path top, String anyId) {
        this.top = top;
        this.anyId = anyId;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Where the path lies; empty if this machine cannot name it. */
    Optional<Path> locate(String path) {
        try {
            return Optional.of(top.resolve(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * What lies at the path.
     *
     * @param knownMode what Git says it is; 0: Git does not know it
     */
    Entry entry(String path, int knownMode) {
        Optional<Path> file = locate(path);
        if (file.isEmpty()) {
            return unreadable(path, "this machine's locale cannot name it");
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file.get(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                return link(path, file.get());
            }
            if (attributes.isRegularFile()) {
                boolean known = knownMode != 0 && Entry.normal(knownMode) != Entry.SUBMODULE;
                return Entry.of(path, known ? knownMode : mode(file.get()), PENDING);
            }
            return unreadable(path, "it is neither a file nor a link");
        } catch (IOException | SecurityException e) {
            return unreadable(path, "it cannot be looked at");
        }
    }

    Entry unreadable(String path, String why) {
        return unreadable(path, Entry.FILE, why);
    }

    Entry unreadable(String path, int mode, String why) {
        warnings.add("UNREADABLE: " + PathText.shown(path) + " could not be read (" + why
                + "), so what it goes into counts as changed");
        return Entry.of(path, mode, "unreadable-" + UUID.randomUUID());
    }

    private Entry link(String path, Path file) throws IOException {
        String target = Files.readSymbolicLink(file).toString();
        if (target.indexOf(UNMAPPABLE) >= 0) {
            return unreadable(path, "this machine's locale cannot name its target");
        }
        return Entry.of(path, Entry.LINK, BlobDigest.of(anyId, target.getBytes(StandardCharsets.UTF_8)));
    }

    private static int mode(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        && Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                                .contains(PosixFilePermission.OWNER_EXECUTE)
                ? Entry.EXECUTABLE
                : Entry.FILE;
    }
}
