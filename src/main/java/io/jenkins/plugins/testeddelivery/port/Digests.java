package io.jenkins.plugins.testeddelivery.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums, always written {@code sha256:<64 hex>} unless the method says otherwise. */
public final class Digests {
    public static final String PREFIX = "sha256:";

    private Digests() {}

    /** Begins to find who computes checksums, which takes a while in a new process; others work meanwhile. */
    public static void prepare() {
        Thread thread = new Thread(new Preparation(), "digests");
        thread.setDaemon(true);
        thread.start();
    }

    /** A class, as a reference to a method is linked at every start of the command. */
    private static final class Preparation implements Runnable {
        @Override
        public void run() {
            of("");
        }
    }

    public static MessageDigest sha256() {
        return newDigest("SHA-256");
    }

    /** A digest by its JCA name; every JDK has SHA-1 and SHA-256. */
    public static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String of(byte[] bytes) {
        return of(sha256().digest(bytes), PREFIX);
    }

    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Finishes a digest that was fed elsewhere. */
    public static String of(MessageDigest finished) {
        return of(finished.digest(), PREFIX);
    }

    public static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    public static String of(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return of(digest);
    }

    /** The 64 hex digits alone, as {@code sha256sum} prints them. */
    public static String hex(String digest) {
        return digest.startsWith(PREFIX) ? digest.substring(PREFIX.length()) : digest;
    }

    /** Whether the text is a checksum in our form. */
    public static boolean isDigest(String text) {
        if (text == null || text.length() != PREFIX.length() + 64 || !text.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Counts and hashes what passes on to another stream. */
    public static final class Tee extends OutputStream {
        private final OutputStream out;
        private final MessageDigest digest = sha256();
        private long bytes;

        public Tee(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            digest.update((byte) b);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            digest.update(buffer, offset, length);
            bytes += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        public long bytes() {
            return bytes;
        }

        /** The checksum of all that passed; call once, at the end. */
        public String digest() {
            return of(digest);
        }
    }

    private static String of(byte[] hash, String prefix) {
        return prefix + HexFormat.of().formatHex(hash);
    }
}
