package io.jenkins.plugins.testeddelivery.jenkins.agent;

import io.jenkins.plugins.testeddelivery.port.Commands;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Takes what a launched process writes and hands it on line by line, in bounded memory. */
final class LaunchedLines extends OutputStream {
    private final Consumer<String> lines;
    private final byte[] line = new byte[Commands.LONGEST_LINE];
    private int length;
    private boolean cut;
    private boolean begun;
    private boolean ended;
    private RuntimeException refused;

    LaunchedLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        int start = offset;
        for (int i = offset; i < offset + count; i++) {
            if (bytes[i] == '\n') {
                append(bytes, start, i);
                begun = true;
                endLine();
                start = i + 1;
            }
        }
        if (start < offset + count) {
            append(bytes, start, offset + count);
        }
    }

    /** Hands on what came last; nothing is handed on after this, and what the receiver threw is thrown here. */
    synchronized void finish() {
        endLine();
        ended = true;
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
        if (begun && !ended && refused == null) {
            try {
                lines.accept(text());
            } catch (RuntimeException e) {
                // kept for the caller: thrown here it would only stop the copying, and the process before a full pipe
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
            // not half a character at the cut
            while (end > 0 && length - end < 4 && (line[end - 1] & 0xc0) == 0x80) {
                end--;
            }
            end = end > 0 && (line[end - 1] & 0x80) != 0 ? end - 1 : end;
        } else if (end > 0 && line[end - 1] == '\r') {
            end--;
        }
        return new String(line, 0, end, StandardCharsets.UTF_8);
    }
}
