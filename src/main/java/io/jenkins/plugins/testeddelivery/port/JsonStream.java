package io.jenkins.plugins.testeddelivery.port;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes JSON to a stream as UTF-8, in pieces: a long document is never whole in memory. What a plan of thousands of
 * components takes to write is felt: nearly all of it goes byte by byte, with no text in between, and the names of members
 * and the indentation, which are most of it, in one go each.
 */
final class JsonStream extends JsonText {
    private static final int CHUNK = 1 << 15;
    private static final int DEEPEST = 16;
    private static final int MOST_NAMES = 100;
    private static final int LONGEST_NAME = 100;

    private final PrintStream out;
    private final byte[] bytes = new byte[CHUNK];
    private final byte[] blank = new byte[1 + 2 * DEEPEST];
    private final Map<String, byte[]> names = new HashMap<>();
    private int length;

    JsonStream(PrintStream out) {
        super(true);
        this.out = out;
        Arrays.fill(blank, (byte) ' ');
        blank[0] = '\n';
    }

    /** Hands over what is not yet. */
    void flush() {
        out.write(bytes, 0, length);
        length = 0;
    }

    @Override
    void line(int indentation) {
        if (indentation > DEEPEST) {
            super.line(indentation);
        } else {
            put(blank, 1 + 2 * indentation);
        }
    }

    @Override
    void name(String name) {
        byte[] known = names.get(name);
        if (known == null) {
            // what comes once, as the names in a map may, is not worth keeping
            if (names.size() == MOST_NAMES || name.length() > LONGEST_NAME) {
                super.name(name);
                return;
            }
            JsonText text = new JsonText(true);
            text.name(name);
            known = text.text().getBytes(StandardCharsets.UTF_8);
            names.put(name, known);
        }
        put(known, known.length);
    }

    /** In one go, where it is plain. */
    @Override
    void string(String value) {
        int size = value.length();
        if (size + 2 > CHUNK - length) {
            flush();
        }
        if (size + 2 > CHUNK) {
            super.string(value);
            return;
        }
        int at = length;
        bytes[at++] = '"';
        for (int i = 0; i < size; i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                super.string(value);
                return;
            }
            bytes[at++] = (byte) c;
        }
        bytes[at++] = '"';
        length = at;
    }

    private void put(byte[] part, int size) {
        if (size > CHUNK - length) {
            flush();
        }
        System.arraycopy(part, 0, bytes, length, size);
        length += size;
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
