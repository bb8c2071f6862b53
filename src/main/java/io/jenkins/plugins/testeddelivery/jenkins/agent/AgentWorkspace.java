package io.jenkins.plugins.testeddelivery.jenkins.agent;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.remoting.RemoteInputStream;
import hudson.remoting.RemoteOutputStream;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The workspace of a step, wherever its node is. */
public final class AgentWorkspace implements Workspace {
    /** How long work that was told to stop may take to do so; then what is left of it is the agent's. */
    private static final long STOP_SECONDS = 20;

    private final FilePath root;
    private final EnvVars environment;
    private final TaskListener listener;

    public AgentWorkspace(FilePath root, EnvVars environment, TaskListener listener) {
        this.root = root;
        this.environment = environment;
        this.listener = listener;
    }

    @Override
    public <T extends Serializable> T act(Work<T> work) throws IOException, InterruptedException {
        Ended ended = new Ended();
        OutputStream signal = root.isRemote() ? new RemoteOutputStream(ended) : ended;
        try {
            return root.act(new WorkOnAgent<>(work, new TreeMap<>(environment), listener, signal))
                    .to(work);
        } catch (InterruptedException e) {
            // the call came back at once, the work may still write: nobody may believe that it has ended
            ended.await();
            throw e;
        } catch (IOException | RuntimeException e) {
            failIfLost(e);
            throw e;
        }
    }

    /** What fails because there is no agent any more is no matter of the files there. */
    private static void failIfLost(Exception e) {
        if (LostAgent.isBehind(e)) {
            throw LostAgent.failure("while something was done in the workspace", e);
        }
    }

    @Override
    public InputStream read(String path) throws IOException, InterruptedException {
        FilePath file = root.child(path);
        try {
            if (!file.exists()) {
                throw new NoSuchFileException(path);
            }
            return file.read();
        } catch (IOException | RuntimeException e) {
            failIfLost(e);
            throw e;
        }
    }

    @Override
    public void write(String path, InputStream content) throws IOException, InterruptedException {
        if (root.isRemote()) {
            send(path, new SentInput(content));
        } else {
            WholeFile.copy(content, local(path).orElseThrow());
        }
    }

    private void send(String path, SentInput content) throws IOException, InterruptedException {
        try {
            act(new ReceiveFile(path, new RemoteInputStream(content, RemoteInputStream.Flag.GREEDY)));
        } catch (IOException | RuntimeException e) {
            // what the agent was told is that the content ended with an error; here it is known which
            Optional<Failure> failure = content.failure();
            if (failure.isPresent()) {
                throw failure.get();
            }
            throw e;
        }
    }

    @Override
    public Optional<Path> local(String path) {
        return root.isRemote() ? Optional.empty() : Optional.of(Path.of(root.getRemote()).resolve(path));
    }

    /** Writes what comes from the controller into a file, whole or not at all. */
    record ReceiveFile(String path, InputStream content) implements Work<Boolean> {
        @Override
        public Boolean in(Place place) throws IOException, InterruptedException {
            WholeFile.copy(content, place.path(path));
            return true;
        }
    }

    /** Is closed by the work when it ends. */
    private static final class Ended extends OutputStream {
        private final CountDownLatch latch = new CountDownLatch(1);

        @Override
        public void write(int b) {
            // only its closing says something
        }

        @Override
        public void close() {
            latch.countDown();
        }

        private void await() {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
            boolean interrupted = false;
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                try {
                    if (latch.await(left, TimeUnit.NANOSECONDS)) {
                        break;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
