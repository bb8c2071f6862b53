package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.ProcessTable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends a process with all that it started: its descendants, and those whose parents have ended already but that still
 * hold the pipe it was given for its output.
 */
final class ProcessFamily {
    private static final int MOST_ROUNDS = 20;
    private static final long KILLED_MILLIS = 2_000;

    private final Process process;
    private final Set<String> pipes = new HashSet<>();

    ProcessFamily(Process process) {
        this.process = process;
        pipes.addAll(pipesOf(process.pid()));
    }

    /** Asks all to end, waits as long as the grace, and kills what is left. An interrupt cuts the waiting short. */
    void end(Duration grace) {
        Set<ProcessHandle> asked = new LinkedHashSet<>();
        long deadline = System.nanoTime() + grace.toNanos();
        boolean interrupted = false;
        Set<ProcessHandle> members = members(asked);
        while (!members.isEmpty() && !interrupted && System.nanoTime() < deadline) {
            members.stream().filter(asked::add).forEach(ProcessHandle::destroy);
            interrupted = !await(members, Math.min(100, (deadline - System.nanoTime()) / 1_000_000));
            members = members(asked);
        }
        // one that forks while it is being killed leaves a child for the next round
        for (int round = 0; !members.isEmpty() && round < MOST_ROUNDS; round++) {
            asked.addAll(members);
            members.forEach(ProcessHandle::destroyForcibly);
            interrupted |= !await(members, KILLED_MILLIS / MOST_ROUNDS);
            members = members(asked);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who is alive: known before, descended from those, or holding the output. */
    private Set<ProcessHandle> members(Set<ProcessHandle> known) {
        Set<ProcessHandle> all = new LinkedHashSet<>(known);
        all.add(process.toHandle());
        for (ProcessHandle member : Set.copyOf(all)) {
            member.descendants().forEach(all::add);
        }
        all.addAll(holders());
        all.removeIf(member -> !member.isAlive() || ProcessTable.isZombie(member.pid()));
        return all;
    }

    /** @return false if interrupted */
    private static boolean await(Set<ProcessHandle> members, long millis) {
        CompletableFuture<?>[] ends =
                members.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(Math.max(1, millis), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private Set<ProcessHandle> holders() {
        Set<ProcessHandle> holders = new HashSet<>();
        if (pipes.isEmpty()) {
            return holders;
        }
        long self = ProcessHandle.current().pid();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(ProcessTable.FOLDER, "[0-9]*")) {
            for (Path one : all) {
                long pid = Long.parseLong(one.getFileName().toString());
                if (pid != self && pipesOf(pid).stream().anyMatch(pipes::contains)) {
                    Optional<ProcessHandle> holder = ProcessHandle.of(pid);
                    holder.ifPresent(holders::add);
                }
            }
        } catch (IOException e) {
            // without /proc the descendants must do
            return holders;
        }
        return holders;
    }

    /** Names of the pipes that are the process' standard output and error; none where the system does not tell. */
    private static Set<String> pipesOf(long pid) {
        Set<String> names = new HashSet<>();
        for (String number : new String[] {"1", "2"}) {
            try {
                String name = Files.readSymbolicLink(
                                ProcessTable.FOLDER.resolve(Long.toString(pid)).resolve("fd").resolve(number))
                        .toString();
                if (name.startsWith("pipe:")) {
                    names.add(name);
                }
            } catch (IOException | SecurityException e) {
                // ended meanwhile, or somebody else's
                continue;
            }
        }
        return names;
    }
}
