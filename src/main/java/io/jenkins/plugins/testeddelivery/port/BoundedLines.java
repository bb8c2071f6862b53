package io.jenkins.plugins.testeddelivery.port;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes lines of the bytes that a process writes, in bounded memory however long a line is: what is beyond
 * {@link Commands#LONGEST_LINE} is dropped, at the border of a character. What the receiver of the lines throws is kept
 * for the caller, because thrown into the copying it would leave the process before a full pipe.
 */
public final class BoundedLines {
    private final Consumer<String> lines;
    private final byte[] line = new byte[Commands.LONGEST_LINE];
    private int length;
    private boolean cut;
    private boolean begun;
    private boolean ended;
    private RuntimeException refused;

    public BoundedLines(Consumer<String> lines) {
        this.lines = lines;
    }

    public synchronized void take(byte[] bytes, int offset, int count) {
        int start = offset;
        for (int i = offset; i < offset + count && !ended; i++) {
            if (bytes[i] == '\n') {
                append(bytes, start, i);
                begun = true;
                endLine();
                start = i + 1;
            }
        }
        if (start < offset + count && !ended) {
            append(bytes, start, offset + count);
        }
    }

    /** Hands on the last line, if it was not ended; nothing is handed on after this. */
    public synchronized void end() {
        if (!ended) {
            endLine();
        }
        ended = true;
    }

    /** Throws what the receiver of the lines threw. */
    public synchronized void rethrow() {
        if (refused != null) {
            throw refused;
        }
    }

    private void append(byte[] bytes, int from, int to) {
        int room = Math.min(to - from, line.length - length);
        System.arraycopy(bytes, from, line, length, room);
        length += room;
        cut |= room < to - from;
        begun |= to > from;
    }

    private void endLine() {
        if (begun && refused == null) {
            try {
                lines.accept(text());
            } catch (RuntimeException e) {
                refused = e;
            }
        }
        begun = false;
        cut = false;
        length = 0;
    }

    private String text() {
        int end = length;
        if (cut) {
            // not half a character: go back to where the last one began, if it is not whole
            int last = end - 1;
            while (last > end - 4 && (line[last] & 0xc0) == 0x80) {
                last--;
            }
            end = last + lengthOfCharacter(line[last]) > end ? last : end;
        } else if (end > 0 && line[end - 1] == '\r') {
            end--;
        }
        return new String(line, 0, end, StandardCharsets.UTF_8);
    }

    private static int lengthOfCharacter(byte first) {
        int ones = Integer.numberOfLeadingZeros(~first << 24);
        return ones >= 2 && ones <= 4 ? ones : 1;
    }
}
