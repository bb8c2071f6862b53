package io.jenkins.plugins.testeddelivery.port;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes JSON to a stream as UTF-8, in pieces: a long document is never whole in memory. What a plan of thousands of
 * components takes to write is felt, so that nearly all of it goes byte by byte, with no text in between.
 */
final class JsonStream extends JsonText {
    private static final int CHUNK = 1 << 15;

    private final PrintStream out;
    private final byte[] bytes = new byte[CHUNK];
    private int length;

    JsonStream(PrintStream out) {
        super(true);
        this.out = out;
    }

    /** Hands over what is not yet. */
    void flush() {
        out.write(bytes, 0, length);
        length = 0;
    }

    /** Only what is one byte in UTF-8. */
    @Override
    void put(char c) {
        if (length == CHUNK) {
            flush();
        }
        bytes[length++] = (byte) c;
    }

    @Override
    void put(String part) {
        put(part, 0, part.length());
    }

    @Override
    void put(String whole, int from, int to) {
        if (to - from > CHUNK - length) {
            flush();
        }
        if (to - from > CHUNK) {
            encoded(whole.substring(from, to));
            return;
        }
        int at = length;
        for (int i = from; i < to; i++) {
            char c = whole.charAt(i);
            if (c > 0x7f) {
                encoded(whole.substring(from, to));
                return;
            }
            bytes[at++] = (byte) c;
        }
        length = at;
    }

    private void encoded(String part) {
        byte[] all = part.getBytes(StandardCharsets.UTF_8);
        flush();
        out.write(all, 0, all.length);
    }
}
