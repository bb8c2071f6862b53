package io.jenkins.plugins.testeddelivery.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * What the launcher of the command asked Git of the working tree before it started Java, which saves the time that Java
 * needs to start. The answers lie in open files without a name. They are void unless both processes ended well and complained
 * of nothing, and the index is older than the search: one that changes meanwhile could hide a file from both. They are
 * good for one look: to take them empties the file that says so.
 */
final class StatusAhead {
    /** {@code PROCESS:TRACKED:UNTRACKED:END:MARK:FOLDER}: whom to wait for, four open files, and where Git was asked. */
    static final String VARIABLE = "DELIVERY_STATUS_AHEAD";

    private static final String ENDED_WELL = "done\ndone\n";
    private static final int PARTS = 6;

    private final long process;
    private final Path[] files;

    /** @param files what Git said of tracked and of untracked files, how it ended, and one as old as the search */
    StatusAhead(long process, Path... files) {
        this.process = process;
        this.files = files;
    }

    /** @param announced value of {@link #VARIABLE}; empty for another folder, or for what is none */
    static Optional<StatusAhead> of(String announced, Path top) {
        String[] parts = announced.split(":", PARTS);
        try {
            if (parts.length != PARTS || !top.equals(Path.of(parts[PARTS - 1]))) {
                return Optional.empty();
            }
            Path[] files = new Path[PARTS - 2];
            for (int i = 0; i < files.length; i++) {
                files[i] = Path.of("/proc/self/fd", Integer.toString(Integer.parseInt(parts[i + 1])));
            }
            return Optional.of(new StatusAhead(Long.parseLong(parts[0]), files));
        } catch (NumberFormatException | InvalidPathException e) {
            // not the launcher's: Git is asked as ever
            return Optional.empty();
        }
    }

    /** What Git said, once it has ended; empty: ask again. */
    Optional<StatusLine.Listing> take(Path index) throws InterruptedException {
        try {
            if (!endedWell()) {
                Optional<ProcessHandle> running = ProcessHandle.of(process);
                if (running.isPresent()) {
                    running.get().onExit().get();
                }
            }
            FileTime changed = (FileTime) Files.getAttribute(index, "unix:ctime");
            if (!endedWell() || changed.compareTo(Files.getLastModifiedTime(files[3])) >= 0) {
                return Optional.empty();
            }
            Files.write(files[2], new byte[0]);
            return Optional.of(StatusLine.parse(Files.readAllBytes(files[0]))
                    .with(StatusLine.parseUntracked(Files.readAllBytes(files[1]))));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException | ExecutionException e) {
            // no index, a system that shows no open files, or somebody else's number: Git is asked as ever
            return Optional.empty();
        }
    }

    private boolean endedWell() throws IOException {
        return Files.readString(files[2], StandardCharsets.ISO_8859_1).equals(ENDED_WELL);
    }
}
