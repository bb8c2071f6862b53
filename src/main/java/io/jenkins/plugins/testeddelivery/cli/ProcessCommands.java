package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Commands;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The commands of the command line: child processes of this one, ended with all their children. */
public final class ProcessCommands implements Commands {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** An exit code above this is that of a shell's child that a signal ended. */
    private static final int OF_SIGNALS = 128;

    private final Path root;
    private final Map<String, String> environment;
    private final Duration grace;

    public ProcessCommands(Path root, Map<String, String> environment) {
        this(root, environment, GRACE);
    }

    /** @param grace how long a process may take to end by itself before it is killed */
    ProcessCommands(Path root, Map<String, String> environment, Duration grace) {
        this.root = root.toAbsolutePath().normalize();
        this.environment = Map.copyOf(environment);
        this.grace = grace;
    }

    @Override
    public Outcome run(Command command, Consumer<String> out, Consumer<String> err) throws InterruptedException {
        Process process;
        try {
            process = start(command);
        } catch (IOException e) {
            err.accept(e.getMessage());
            return new Outcome(Ending.NOT_STARTED, -1);
        }
        ProcessFamily family = new ProcessFamily(process);
        OutputLines outLines = OutputLines.of(process.getInputStream(), out);
        OutputLines errLines = OutputLines.of(process.getErrorStream(), err);
        boolean ended;
        try {
            ended = waitFor(process, command.timeout());
            if (!ended) {
                family.end(grace);
            }
            long end = System.nanoTime();
            outLines.finish(end);
            errLines.finish(end);
            if (ended && process.exitValue() != 0) {
                awaitInterruption(process.exitValue());
            }
        } catch (InterruptedException e) {
            family.end(grace);
            outLines.stop();
            errLines.stop();
            throw e;
        }
        outLines.rethrow();
        errLines.rethrow();
        return ended ? new Outcome(Ending.EXITED, process.exitValue()) : new Outcome(Ending.TIMED_OUT, -1);
    }

    /**
     * A terminal's Ctrl-C ends the child before it reaches this thread: what failed just now may have failed of that,
     * which must not be held against an artifact or a release.
     */
    private static void awaitInterruption(int exitCode) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(exitCode > OF_SIGNALS ? 500 : 50);
    }

    private static boolean waitFor(Process process, Duration timeout) throws InterruptedException {
        if (timeout.isZero()) {
            process.waitFor();
            return true;
        }
        return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Process start(Command command) throws IOException {
        Path directory = root.resolve(command.directory());
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(command.environment());
        ProcessBuilder builder = new ProcessBuilder().directory(directory.toFile());
        builder.environment().clear();
        for (Map.Entry<String, String> variable : all.entrySet()) {
            try {
                builder.environment().put(variable.getKey(), variable.getValue());
            } catch (IllegalArgumentException e) {
                // not as its cause: that message holds the value
                throw new IOException("the environment variable " + variable.getKey()
                        + " has a name or value that no process can be given");
            }
        }
        builder.redirectInput(input(command.input()));
        builder.command(Program.found(command.argv(), directory, all));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(Program.whyNot(builder.command().get(0), directory, e), e);
        }
    }

    private File input(String path) throws IOException {
        if (path.isEmpty()) {
            return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
        }
        Path file = root.resolve(path);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("the file " + file + " for standard input cannot be read");
        }
        return file.toFile();
    }
}
