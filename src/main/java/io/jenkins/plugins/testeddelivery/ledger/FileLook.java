package io.jenkins.plugins.testeddelivery.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * How a file looks to the file system: what a change of it leaves behind.
 *
 * @param changed the time that nobody can set: of content, mode, owner or number of links
 */
record FileLook(long size, Instant modified, Instant changed, long inode, long device, int mode, int links) {
    /** A write so soon after the last one may leave the same time behind (Git's "racy" rule). */
    private static final Duration RACY = Duration.ofSeconds(2);

    /** What was used is kept for a day at least; to say so more often than this would be writing for nothing. */
    private static final Duration LATELY = Duration.ofHours(1);

    private static final Duration JUST = RACY.multipliedBy(2);

    /** How it looks now; empty where the file system cannot tell. */
    static Optional<FileLook> at(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        Map<String, Object> found = Files.readAttributes(
                file, "unix:size,lastModifiedTime,ctime,ino,dev,mode,nlink", LinkOption.NOFOLLOW_LINKS);
        return Optional.of(new FileLook(
                (long) found.get("size"),
                ((FileTime) found.get("lastModifiedTime")).toInstant(),
                ((FileTime) found.get("ctime")).toInstant(),
                (long) found.get("ino"),
                (long) found.get("dev"),
                (int) found.get("mode"),
                (int) found.get("nlink")));
    }

    /** The same file, and its content was not written since. */
    boolean sameContent(FileLook other) {
        return size == other.size
                && modified.equals(other.modified)
                && inode == other.inode
                && device == other.device
                && mode == other.mode;
    }

    /**
     * The same, and what changed it is known: where it has another number of links, a release that held it came or went.
     */
    boolean untouchedSince(FileLook noted) {
        return sameContent(noted) && (changed.equals(noted.changed) || links != noted.links);
    }

    /** Whether whatever is written after that moment leaves another time behind. */
    boolean settledBy(Instant moment) {
        return modified.isBefore(moment.minus(RACY));
    }

    /** Lets the file say that it was used, unless it does already; returns how it looks then. */
    FileLook usedAt(Instant moment, Path file) {
        if (modified.isAfter(moment.minus(LATELY))) {
            return this;
        }
        Instant used = moment.minus(JUST).truncatedTo(ChronoUnit.MILLIS);
        try {
            Files.setLastModifiedTime(file, FileTime.from(used));
        } catch (IOException e) {
            // somebody else's file, or gone: the one is used all the same, and whoever takes the other finds out
            return this;
        }
        return new FileLook(size, used, changed, inode, device, mode, links);
    }

    String text() {
        return size + " " + modified + " " + changed + " " + inode + " " + device + " " + mode + " " + links;
    }

    /** @throws RuntimeException if it is no such text */
    static FileLook parse(String text) {
        String[] parts = text.split(" ", 8);
        return new FileLook(
                Long.parseLong(parts[0]),
                Instant.parse(parts[1]),
                Instant.parse(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Integer.parseInt(parts[5]),
                Integer.parseInt(parts[6]));
    }
}
