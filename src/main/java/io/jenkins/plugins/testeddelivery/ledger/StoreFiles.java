package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Digests;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What lies in the folder of a content store, for whoever makes room in it. */
public final class StoreFiles {
    private static final String PART = "*.part";

    private final Path folder;

    /** @param folder of the store; need not exist */
    public StoreFiles(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /**
     * A content that is kept.
     *
     * @param used when it was put there, or last found whole for somebody who wanted it
     */
    public record Kept(String digest, long bytes, Instant used) {}

    /** Everything that is kept under its checksum. */
    public List<Kept> all() throws IOException {
        List<Kept> all = new ArrayList<>();
        for (Path shelf : in(folder.resolve("sha256"), "[0-9a-f][0-9a-f]")) {
            for (Path file : in(shelf, "*")) {
                String digest = Digests.PREFIX + file.getFileName();
                if (Digests.isDigest(digest)) {
                    try {
                        BasicFileAttributes found = attributes(file);
                        all.add(new Kept(
                                digest, found.size(), found.lastModifiedTime().toInstant()));
                    } catch (NoSuchFileException e) {
                        // damaged, and set aside by another meanwhile
                        continue;
                    }
                }
            }
        }
        return all;
    }

    /**
     * Removes this content, unless somebody used it meanwhile.
     *
     * @param found as it was listed
     * @return whether it is gone
     */
    public boolean remove(Kept found) throws IOException {
        String hex = Digests.hex(found.digest());
        Path file = folder.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex);
        try {
            if (attributes(file).lastModifiedTime().toInstant().isAfter(found.used())) {
                return false;
            }
            Files.delete(file);
            new SeenWhole(folder.resolve(SeenWhole.FOLDER)).forget(found.digest());
        } catch (NoSuchFileException e) {
            return true;
        }
        return true;
    }

    /** Removes what nobody will ever ask for: what a crash left half written, and damaged contents, if older than this. */
    public void sweep(Instant before) throws IOException {
        List<Path> rubbish = new ArrayList<>(in(folder.resolve("sha256"), PART));
        rubbish.addAll(in(folder.resolve("damaged"), "*"));
        for (Path file : rubbish) {
            if (attributes(file).lastModifiedTime().toInstant().isBefore(before)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> in(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(found::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return found;
    }
}
