package io.jenkins.plugins.testeddelivery.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Cuts a segment's bytes into its lines, {@code <length> <crc32c> <json>\n}, and finds the way again after a
 * damaged one.
 */
final class Lines {
    private static final int MOST_DIGITS = 9;
    private static final int CHECK_DIGITS = 8;

    /** What was found next. */
    enum Found {
        /** A record whose checksum fits. */
        WHOLE,
        /** Bytes up to the next line that are no record. */
        DAMAGED,
        /** Bytes without an end: being written right now, or left so by a crash. */
        UNFINISHED,
        END
    }

    private final byte[] bytes;
    private final int length;
    private int next;
    private int jsonStart;
    private int jsonEnd;

    Lines(byte[] bytes) {
        this(bytes, bytes.length);
    }

    /** @param length how many of the bytes count */
    Lines(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** The line that holds this JSON. */
    static byte[] line(String json) {
        byte[] content = json.getBytes(StandardCharsets.UTF_8);
        // for Locale.US Java needs no tables of locales
        String head = String.format(Locale.US, "%d %08x ", content.length, check(content, 0, content.length));
        byte[] line = new byte[head.length() + content.length + 1];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, line, 0, head.length());
        System.arraycopy(content, 0, line, head.length(), content.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /** Goes on to what follows; {@link #position()} is then behind it, unless it is unfinished. */
    Found next() {
        if (next == length) {
            return Found.END;
        }
        if (wholeAt(next)) {
            if (jsonEnd == length) {
                return Found.UNFINISHED;
            }
            // whatever stands where the newline belongs, the checksum says that the record is good
            next = jsonEnd + 1;
            return Found.WHOLE;
        }
        int end = next;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        if (end == length) {
            return Found.UNFINISHED;
        }
        // a damaged newline must not cost the record behind it
        int start = next + 1;
        while (start <= end && !wholeAt(start)) {
            start++;
        }
        next = start;
        return Found.DAMAGED;
    }

    int position() {
        return next;
    }

    /** Where the JSON of the whole record found last begins, and where it ends. */
    int jsonStart() {
        return jsonStart;
    }

    int jsonEnd() {
        return jsonEnd;
    }

    /** Whether what is unfinished lacks nothing but its newline. */
    boolean lacksNewlineOnly() {
        return next < length && wholeAt(next) && jsonEnd == length;
    }

    private boolean wholeAt(int start) {
        int at = start;
        long json = 0;
        while (at < length && at - start < MOST_DIGITS && bytes[at] >= '0' && bytes[at] <= '9') {
            json = json * 10 + bytes[at++] - '0';
        }
        if (at == start || at + CHECK_DIGITS + 2 + json > length || bytes[at] != ' ') {
            return false;
        }
        long check = 0;
        for (int i = 1; i <= CHECK_DIGITS; i++) {
            int digit = Character.digit(bytes[at + i], 16);
            if (digit < 0) {
                return false;
            }
            check = check << 4 | digit;
        }
        int from = at + CHECK_DIGITS + 2;
        if (bytes[from - 1] != ' ' || check != check(bytes, from, (int) json)) {
            return false;
        }
        jsonStart = from;
        jsonEnd = from + (int) json;
        return true;
    }

    private static long check(byte[] bytes, int from, int length) {
        CRC32C check = new CRC32C();
        check.update(bytes, from, length);
        return check.getValue();
    }
}
