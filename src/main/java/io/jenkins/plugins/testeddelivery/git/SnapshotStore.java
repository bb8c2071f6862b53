package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a few snapshots beside the ledger, in Git's common folder. Only ever a shortcut: a file that is missing, damaged,
 * of another program or not to be written changes nothing but the time a look takes, and all of them may be deleted.
 */
final class SnapshotStore {
    /** Raised with every change of what is in a snapshot. */
    private static final int FORMAT = 8;

    private static final int MOST = 4;
    private static final String SUFFIX = ".snapshot";

    private final Path folder;
    private final String key;
    private final String prefix;

    /** @param about what besides the tree decides about a snapshot: configuration's path, project's folder */
    SnapshotStore(Path commonDir, String about) {
        this.folder = commonDir.resolve("delivery").resolve("snapshots");
        this.key = FORMAT + "\0" + program() + "\0" + about;
        this.prefix = Digests.hex(Digests.of(key)).substring(0, 16) + "-";
    }

    boolean has(String tree) {
        return Files.exists(file(tree));
    }

    /** The tree of the newest snapshot. */
    Optional<String> newest() {
        List<Kept> kept = kept();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        String name = kept.get(0).path.getFileName().toString();
        return Optional.of(name.substring(prefix.length(), name.length() - SUFFIX.length()));
    }

    Optional<Snapshot> read(String tree) {
        try {
            return SnapshotCodec.unpack(key, Files.readAllBytes(file(tree)));
        } catch (IOException | RuntimeException e) {
            // it vanished, or is damaged in a way that its checksum does not show: as if there were none
            return Optional.empty();
        }
    }

    private Path file(String tree) {
        return folder.resolve(prefix + tree + SUFFIX);
    }

    void keep(Snapshot snapshot) {
        try {
            WholeFile.writeBytes(
                    file(snapshot.tree()), SnapshotCodec.pack(key, snapshot));
            List<Kept> all = kept();
            for (Kept old : all.subList(Math.min(MOST, all.size()), all.size())) {
                Files.deleteIfExists(old.path);
            }
        } catch (IOException e) {
            // a folder that may not be written: the next look takes as long as this one
            return;
        }
    }

    private record Kept(Path path, FileTime time) implements Comparable<Kept> {
        /** Newest first. */
        @Override
        public int compareTo(Kept other) {
            return other.time.compareTo(time);
        }
    }

    /** Newest first, of this key; those of other programs and configurations go when they are many. */
    private List<Kept> kept() {
        List<Kept> kept = new ArrayList<>();
        List<Kept> foreign = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    Kept one = new Kept(file, Files.getLastModifiedTime(file));
                    (name.startsWith(prefix) ? kept : foreign).add(one);
                }
            }
        } catch (IOException e) {
            // none was ever written, or one vanished meanwhile: as if there were none
            return List.of();
        }
        kept.sort(null);
        return kept;
    }

    /** Tells this very program from any other: what it would find out differs from what another found out. */
    private static String program() {
        CodeSource source = SnapshotStore.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "";
        }
        try {
            BasicFileAttributes jar =
                    Files.readAttributes(Path.of(source.getLocation().toURI()), BasicFileAttributes.class);
            return jar.size() + " " + jar.lastModifiedTime();
        } catch (IOException | URISyntaxException | RuntimeException e) {
            // loaded from elsewhere than a file
            return source.getLocation().toString();
        }
    }
}
