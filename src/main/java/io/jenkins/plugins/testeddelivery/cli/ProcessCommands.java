package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Commands;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The commands of the command line: child processes of this one, ended with all their children. */
public final class ProcessCommands implements Commands {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Path root;
    private final Map<String, String> environment;

    public ProcessCommands(Path root, Map<String, String> environment) {
        this.root = root.toAbsolutePath().normalize();
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Outcome run(Command command, Consumer<String> out, Consumer<String> err) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command.argv());
        builder.directory(root.resolve(command.directory()).toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(command.environment());
        builder.redirectInput(
                command.input().isEmpty()
                        ? new File("/dev/null")
                        : root.resolve(command.input()).toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            err.accept(e.getMessage());
            return new Outcome(Ending.NOT_STARTED, -1);
        }
        Thread outReader = reader(process.getInputStream(), out);
        Thread errReader = reader(process.getErrorStream(), err);
        try {
            boolean ended = true;
            if (command.timeout().isZero()) {
                process.waitFor();
            } else {
                ended = process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
            }
            if (!ended) {
                end(process);
            }
            // a grandchild that went to the background keeps the pipes open; what it says then is nobody's
            outReader.join(GRACE.toMillis());
            errReader.join(GRACE.toMillis());
            return ended ? new Outcome(Ending.EXITED, process.exitValue()) : new Outcome(Ending.TIMED_OUT, -1);
        } catch (InterruptedException e) {
            end(process);
            throw e;
        }
    }

    /** Ends the process and all its descendants: politely, then by force. */
    private static void end(Process process) {
        List<ProcessHandle> family =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        family.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (ProcessHandle member : family) {
            try {
                member.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                member.destroyForcibly();
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                member.destroyForcibly();
            }
        }
    }

    private static Thread reader(InputStream stream, Consumer<String> lines) {
        Thread thread = new Thread(
                () -> {
                    try (InputStream in = new BufferedInputStream(stream, 1 << 16)) {
                        readLines(in, lines);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "output of a command");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> {
            // the pipe was closed when the process was ended
        });
        thread.start();
        return thread;
    }

    private static void readLines(InputStream in, Consumer<String> lines) throws IOException {
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        boolean any = false;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                lines.accept(text(line, length));
                length = 0;
                any = false;
            } else {
                any = true;
                if (length < LONGEST_LINE) {
                    line[length++] = (byte) b;
                }
            }
        }
        if (any) {
            lines.accept(text(line, length));
        }
    }

    private static String text(byte[] line, int length) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.UTF_8);
    }
}
