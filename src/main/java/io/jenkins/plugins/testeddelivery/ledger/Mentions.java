package io.jenkins.plugins.testeddelivery.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Looks through the bytes of a ledger for a word, without understanding a record: of many ledgers, which are worth
 * reading?
 */
public final class Mentions {
    private static final int BUFFER = 1 << 16;

    private Mentions() {}

    /**
     * Whether any record in the ledger's folder holds the word.
     *
     * @param folder the ledger's; need not exist
     * @param word ASCII, shorter than 64 KiB and not empty
     */
    public static boolean in(Path folder, String word) throws IOException {
        byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
        if (wanted.length == 0 || wanted.length >= BUFFER) {
            throw new IllegalArgumentException("nothing to look for, or too long");
        }
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(folder.resolve("records"), "*.log")) {
            for (Path segment : segments) {
                if (holds(segment, wanted)) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        }
    }

    private static boolean holds(Path file, byte[] wanted) throws IOException {
        byte[] buffer = new byte[BUFFER * 2];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer, kept, BUFFER); n >= 0; n = in.read(buffer, kept, BUFFER)) {
                int length = kept + n;
                if (find(buffer, length, wanted)) {
                    return true;
                }
                kept = Math.min(length, wanted.length - 1);
                System.arraycopy(buffer, length - kept, buffer, 0, kept);
            }
        }
        return false;
    }

    private static boolean find(byte[] buffer, int length, byte[] wanted) {
        for (int start = 0; start <= length - wanted.length; start++) {
            int same = 0;
            while (same < wanted.length && buffer[start + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
