package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One running Git process; closing ends it. Its standard error is drained aside, so that it can never block. */
final class GitProcess implements AutoCloseable {
    private static final int MOST_OF_STDERR = 1 << 16;
    private static final int BUFFER = 1 << 16;
    /** So much goes into an empty pipe though nobody reads it. */
    private static final int FITS_A_PIPE = 1 << 12;

    private final String name;
    private final Path folder;
    private final Process process;
    private InputStream out;
    private OutputStream in;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Thread drain;

    GitProcess(String name, Path folder, Process process) {
        this.name = name;
        this.folder = folder;
        this.process = process;
        this.drain = new Thread(new Drain(), "git-" + name + "-stderr");
        drain.setDaemon(true);
        drain.start();
    }

    /** For one thread. */
    InputStream out() {
        if (out == null) {
            out = new BufferedInputStream(process.getInputStream(), BUFFER);
        }
        return out;
    }

    /** For one thread. */
    OutputStream in() {
        if (in == null) {
            in = new BufferedOutputStream(process.getOutputStream(), BUFFER);
        }
        return in;
    }

    /** All of its output; Git must succeed. */
    byte[] output() throws IOException, InterruptedException {
        byte[] all = process.getInputStream().readAllBytes();
        mustSucceed();
        return all;
    }

    /** Feeds Git its input while reading all of its output. */
    byte[] output(byte[] input) throws IOException, InterruptedException {
        feedAside(input);
        return output();
    }

    /** Begins to feed Git its input; all of its output is to be read later. */
    void feedAside(byte[] input) {
        if (input.length <= FITS_A_PIPE) {
            feed(input);
            return;
        }
        Thread writer = new Thread(() -> feed(input), "git-" + name + "-stdin");
        writer.setDaemon(true);
        writer.start();
    }

    int exitCode() throws InterruptedException {
        int code = process.waitFor();
        drain.join();
        return code;
    }

    /** Whether it ends within this time; if not, it is ended. */
    boolean endsWithin(Duration limit) throws InterruptedException {
        if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            drain.join();
            return true;
        }
        process.destroy();
        return false;
    }

    void mustSucceed() throws InterruptedException {
        if (exitCode() != 0) {
            throw failure();
        }
    }

    /** What Git complained about; complete once it has ended. */
    String errors() {
        synchronized (errors) {
            return errors.toString(StandardCharsets.UTF_8);
        }
    }

    /** The failure that Git's complaint stands for. */
    Failure failure() {
        return Complaint.asFailure(errors(), name, folder);
    }

    @Override
    public void close() {
        process.destroy();
        closeQuietly(process.getOutputStream());
        closeQuietly(process.getInputStream());
    }

    private void feed(byte[] input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input);
        } catch (IOException e) {
            // Git ended before it read everything; its exit code tells
            return;
        }
    }

    /** A class, as a reference to a method is linked at every start of the command. */
    private final class Drain implements Runnable {
        @Override
        public void run() {
            byte[] buffer = new byte[4096];
            try (InputStream stream = process.getErrorStream()) {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    synchronized (errors) {
                        errors.write(buffer, 0, Math.min(n, Math.max(0, MOST_OF_STDERR - errors.size())));
                    }
                }
            } catch (IOException e) {
                // the process was ended: what it said so far is all there is
                return;
            }
        }
    }

    private static void closeQuietly(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception e) {
            // a pipe to a process that is gone: nothing of it is needed any more
            return;
        }
    }
}
