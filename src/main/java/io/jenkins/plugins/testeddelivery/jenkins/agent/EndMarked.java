package io.jenkins.plugins.testeddelivery.jenkins.agent;

import io.jenkins.plugins.testeddelivery.port.ProcessTable;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Ends every process that has a mark in its environment, and what descends from one. Jenkins' own way asks a process to
 * end and leaves it be when it does not.
 */
record EndMarked(String name, String value) implements Workspace.Work<Integer> {
    private static final int ROUNDS = 40;
    /** How many rounds a process has to end by itself before it is killed. */
    private static final int GRACE = 20;

    private static final long ROUND_MILLIS = 100;

    /** @return how many are left */
    @Override
    public Integer in(Workspace.Place place) throws IOException, InterruptedException {
        Set<ProcessHandle> known = new LinkedHashSet<>();
        for (int round = 0; ; round++) {
            Set<ProcessHandle> alive = alive(known);
            if (alive.isEmpty() || round == ROUNDS) {
                return alive.size();
            }
            for (ProcessHandle process : alive) {
                if (round >= GRACE) {
                    process.destroyForcibly();
                } else if (known.add(process)) {
                    process.destroy();
                }
            }
            TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
        }
    }

    /** Known before, marked, or descended from one of those. */
    private Set<ProcessHandle> alive(Set<ProcessHandle> known) throws IOException {
        Set<ProcessHandle> all = new LinkedHashSet<>(known);
        all.addAll(marked());
        for (ProcessHandle process : Set.copyOf(all)) {
            process.descendants().forEach(all::add);
        }
        all.removeIf(process -> !process.isAlive() || ProcessTable.isZombie(process.pid()));
        return all;
    }

    private Set<ProcessHandle> marked() throws IOException {
        Set<ProcessHandle> marked = new LinkedHashSet<>();
        if (!Files.isDirectory(ProcessTable.FOLDER)) {
            // without /proc the launcher's own way must do
            return marked;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(ProcessTable.FOLDER, "[0-9]*")) {
            for (Path one : all) {
                if (isMarked(one)) {
                    Optional<ProcessHandle> process =
                            ProcessHandle.of(Long.parseLong(one.getFileName().toString()));
                    process.ifPresent(marked::add);
                }
            }
        }
        return marked;
    }

    private boolean isMarked(Path process) {
        try {
            String environment =
                    "\0" + ProcessTable.read(process.getFileName().toString(), "environ");
            return environment.contains("\0" + name + "=" + value + "\0");
        } catch (IOException e) {
            // gone by now, or somebody else's
            return false;
        }
    }
}
