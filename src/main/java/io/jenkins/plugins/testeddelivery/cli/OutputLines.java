package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.BoundedLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads a process' output on a thread of its own and hands it on line by line, until the process and its pipe end. */
final class OutputLines {
    /** How long nothing may come after the process ended: what holds the pipe open then is something it left behind. */
    private static final long SILENCE_MILLIS = 2_000;

    /** More than any pipe holds: what comes later was written after the process had ended, by something else. */
    private static final long MOST_AFTER_END = 4 << 20;

    private static final int BUFFER = 1 << 16;

    private final BoundedLines lines;
    private final Thread thread;
    private boolean ended;
    private long bytes;
    private long lastRead = System.nanoTime();

    private OutputLines(InputStream in, Consumer<String> lines) {
        this.lines = new BoundedLines(lines);
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
        lines.end();
    }

    /** Throws what the receiver of the lines threw. */
    synchronized void rethrow() {
        lines.rethrow();
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
        lines.take(buffer, 0, n);
        bytes += n;
        lastRead = System.nanoTime();
        notifyAll();
    }

    private synchronized void end() {
        lines.end();
        ended = true;
        notifyAll();
    }
}
