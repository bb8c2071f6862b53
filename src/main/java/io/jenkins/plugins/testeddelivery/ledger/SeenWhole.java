package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Remembers how a kept file looked when it was last hashed, so that one that nobody touched since need not be read again.
 * A note is a hint and no evidence: one that cannot be read, or says anything else, means reading.
 */
final class SeenWhole {
    /** Of the notes, in that of the store. */
    static final String FOLDER = "seen";

    private final Path folder;

    SeenWhole(Path folder) {
        this.folder = folder;
    }

    /** Whether a file that looks so is the one that was hashed, and was not touched since. */
    boolean unchanged(String digest, FileLook now) {
        try {
            return now.untouchedSince(FileLook.parse(Files.readString(note(digest))));
        } catch (IOException | RuntimeException e) {
            // no note, or none that can be read
            return false;
        }
    }

    /**
     * Notes that the file has this digest, unless it may have been written meanwhile.
     *
     * @param before how it looked when the reading began
     * @param began when that was
     */
    void note(String digest, FileLook before, Instant began, Path file) {
        try {
            FileLook now = FileLook.at(file).orElse(before);
            if (before.settledBy(began) && now.sameContent(before)) {
                write(digest, now);
            }
        } catch (IOException e) {
            // without a note it is read again
            return;
        }
    }

    private void write(String digest, FileLook now) throws IOException {
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, ".", ".part");
        try {
            // not flushed: a note that is lost costs one reading
            Files.writeString(temporary, now.text());
            WholeFile.move(temporary, note(digest));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    void forget(String digest) throws IOException {
        Files.deleteIfExists(note(digest));
    }

    private Path note(String digest) {
        return folder.resolve(Digests.hex(digest));
    }
}
