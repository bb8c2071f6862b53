package io.jenkins.plugins.testeddelivery.jenkins.agent;

import io.jenkins.plugins.testeddelivery.port.BoundedLines;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Takes what a launched process writes and hands it on line by line. */
final class LaunchedLines extends OutputStream {
    private final BoundedLines lines;

    LaunchedLines(Consumer<String> lines) {
        this.lines = new BoundedLines(lines);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        lines.take(bytes, offset, count);
    }

    /** Hands on what came last; nothing is handed on after this, and what the receiver threw is thrown here. */
    void finish() {
        lines.end();
        lines.rethrow();
    }
}
