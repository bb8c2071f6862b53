package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A workspace of which each piece of work is seen before it is done, and before one of which its user may be killed. */
record DyingWorkspace(Workspace workspace, Watcher watcher) implements Workspace {
    private static final Set<String> CHANGING = Set.of("Take", "Unpack", "WriteText", "Switch", "Retain", "Write");

    /** No code catches it, as none would catch a power cut. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Called before each piece of work with its name. */
    @FunctionalInterface
    interface Watcher {
        void sees(String work);
    }

    /** What is to be killed. */
    @FunctionalInterface
    interface Work {
        void with(Ports ports) throws Exception;
    }

    /** Whether the work came as far as the step: it is killed before it. */
    static boolean killsBefore(int steps, Ports ports, Work work) throws Exception {
        int[] left = {steps};
        Workspace dying = new DyingWorkspace(ports.workspace(), name -> {
            if (left[0] < 0 || (CHANGING.contains(name) && left[0]-- == 0)) {
                throw new Killed();
            }
        });
        try {
            work.with(new Ports(dying, ports.commands(), ports.log(), ports.clock()));
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    /** The process that held the lock is this one, and lives: as if it were gone. */
    static void letTheHolderDie(Path directory) throws IOException {
        Path lock = directory.resolve(".delivery/lock");
        if (Files.exists(lock)) {
            Files.writeString(
                    lock, Files.readString(lock).replaceFirst("\"started\":\"[^\"]*\"", "\"started\":\"then\""));
        }
    }

    @Override
    public <T extends Serializable> T act(Workspace.Work<T> work) throws IOException, InterruptedException {
        watcher.sees(work.getClass().getSimpleName());
        return workspace.act(work);
    }

    @Override
    public InputStream read(String path) throws IOException, InterruptedException {
        return workspace.read(path);
    }

    @Override
    public void write(String path, InputStream content) throws IOException, InterruptedException {
        workspace.write(path, content);
    }

    @Override
    public Optional<Path> local(String path) {
        return Optional.empty();
    }
}
