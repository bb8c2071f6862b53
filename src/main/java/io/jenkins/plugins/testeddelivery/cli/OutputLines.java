package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands a process' output on line by line, in bounded memory however much there is and however long its lines are. */
final class OutputLines {
    /** How long nothing may come after the process ended: what holds the pipe open then is something it left behind. */
    private static final long SILENCE_MILLIS = 2_000;

    /** More than any pipe holds: what comes later was written after the process had ended, by something else. */
    private static final long MOST_AFTER_END = 4 << 20;

    private static final int BUFFER = 1 << 16;

    private final Consumer<String> lines;
    private final byte[] line = new byte[Commands.LONGEST_LINE];
    private final Thread thread;
    private int length;
    private boolean cut;
    private boolean begun;
    private boolean stopped;
    private boolean ended;
    private long bytes;
    private long lastRead = System.nanoTime();
    private RuntimeException refused;

    private OutputLines(InputStream in, Consumer<String> lines) {
        this.lines = lines;
        this.thread = new Thread(() -> read(in), "output of a command");
        this.thread.setDaemon(true);
    }

    static OutputLines of(InputStream in, Consumer<String> lines) {
        OutputLines output = new OutputLines(in, lines);
        output.thread.start();
        return output;
    }

    /**
     * Waits until all that the process wrote was handed on. Nothing is handed on after this returns.
     *
     * @param end when the process ended
     */
    synchronized void finish(long end) throws InterruptedException {
        long atEnd = bytes;
        for (long left = silenceLeft(end);
                !ended && left > 0 && bytes - atEnd < MOST_AFTER_END;
                left = silenceLeft(end)) {
            wait(left);
        }
        stop();
    }

    private long silenceLeft(long end) {
        return SILENCE_MILLIS - (System.nanoTime() - Math.max(end, lastRead)) / 1_000_000;
    }

    /** From now on the output is still taken, so that nobody chokes on it, and dropped. */
    synchronized void stop() {
        if (!stopped && !ended) {
            endLine();
        }
        stopped = true;
    }

    /** Throws what the receiver of the lines threw. */
    synchronized void rethrow() {
        if (refused != null) {
            throw refused;
        }
    }

    private void read(InputStream in) {
        byte[] buffer = new byte[BUFFER];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                take(buffer, n);
            }
        } catch (IOException e) {
            // the pipe is gone with the process: that is its end
            end();
            return;
        }
        end();
    }

    private synchronized void take(byte[] buffer, int n) {
        int start = 0;
        for (int i = 0; i < n && !stopped; i++) {
            if (buffer[i] == '\n') {
                append(buffer, start, i);
                begun = true;
                endLine();
                start = i + 1;
            }
        }
        if (start < n) {
            append(buffer, start, n);
        }
        bytes += n;
        lastRead = System.nanoTime();
        notifyAll();
    }

    private synchronized void end() {
        if (!stopped) {
            endLine();
        }
        ended = true;
        notifyAll();
    }

    private void append(byte[] buffer, int from, int to) {
        int room = Math.min(to - from, line.length - length);
        System.arraycopy(buffer, from, line, length, room);
        length += room;
        cut |= room < to - from;
        begun |= to > from;
    }

    private void endLine() {
        if (begun && refused == null) {
            try {
                lines.accept(text());
            } catch (RuntimeException e) {
                // thrown again where the command was started; here it would leave the process before a full pipe
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
