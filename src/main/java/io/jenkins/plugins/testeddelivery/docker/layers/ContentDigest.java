package io.jenkins.plugins.testeddelivery.docker.layers;

import io.jenkins.plugins.testeddelivery.port.Digests;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** Gives a file's content a digest that is the same where only known noise differs; reads it once, to its end. */
final class ContentDigest {
    private static final int PYTHON_HEADER = 16;
    private static final int GZIP_HEADER = 10;
    private static final int LARGEST_TABLE = 1 << 20;

    private ContentDigest() {}

    static String of(InputStream in, long size, Noise.Look look) throws IOException {
        return switch (look) {
            case BYTES -> Digests.of(in);
            case PYTHON -> Digests.of(masked(in, PYTHON_HEADER, ContentDigest::python));
            case GZIP -> Digests.of(masked(in, GZIP_HEADER, ContentDigest::gzip));
            case ACCOUNTS -> size > LARGEST_TABLE ? Digests.of(in) : Digests.of(accounts(in.readAllBytes()));
            case ZIP -> zip(in);
        };
    }

    @FunctionalInterface
    private interface Mask {
        void on(byte[] header);
    }

    private static InputStream masked(InputStream in, int length, Mask mask) throws IOException {
        byte[] header = in.readNBytes(length);
        if (header.length == length) {
            mask.on(header);
        }
        return new SequenceInputStream(new ByteArrayInputStream(header), in);
    }

    /** Four bytes of flags: none set means that the next four are the time of the source (PEP 552). */
    private static void python(byte[] header) {
        if (header[4] == 0 && header[5] == 0 && header[6] == 0 && header[7] == 0) {
            zero(header, 8);
        }
    }

    private static void gzip(byte[] header) {
        if (header[0] == 0x1f && (header[1] & 0xff) == 0x8b) {
            zero(header, 4);
        }
    }

    private static void zero(byte[] header, int from) {
        for (int i = from; i < from + 4; i++) {
            header[i] = 0;
        }
    }

    /** The third field is the day. */
    private static String accounts(byte[] table) {
        return new String(table, StandardCharsets.ISO_8859_1).replaceAll("(?m)^([^:\n]*:[^:\n]*:)[0-9]*(:)", "$1$2");
    }

    /** The members' names and contents; of what cannot be read as a zip, the bytes. */
    private static String zip(InputStream in) throws IOException {
        DigestInputStream raw = new DigestInputStream(in, Digests.sha256());
        // not closed: what is below is the caller's
        BufferedInputStream buffered = new BufferedInputStream(raw, 1 << 16);
        String members = "";
        try {
            ZipArchiveInputStream zip = new ZipArchiveInputStream(buffered, "UTF-8", true, true);
            MessageDigest all = Digests.sha256();
            int count = 0;
            for (ZipArchiveEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!zip.canReadEntryData(entry)) {
                    count = 0;
                    break;
                }
                count++;
                String line = entry.getName() + "\0" + Digests.of((InputStream) zip) + "\n";
                all.update(line.getBytes(StandardCharsets.UTF_8));
            }
            members = count == 0 ? "" : "zip:" + Digests.of(all);
        } catch (IOException | IllegalArgumentException e) {
            // no zip, or one of a kind that only its directory explains: its bytes are compared
            members = "";
        }
        buffered.transferTo(OutputStream.nullOutputStream());
        return members.isEmpty() ? Digests.of(raw.getMessageDigest()) : members;
    }
}
