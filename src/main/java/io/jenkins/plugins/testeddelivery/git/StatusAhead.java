package io.jenkins.plugins.testeddelivery.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * The answer of a {@code git status} that the launcher of the command began before it started Java, which saves the time
 * that Java needs to start. It lies in two open files without a name: what Git said, and {@code done} where it ended well
 * and complained of nothing; anything else in the second makes the answer void. It is good for one look: to take it
 * empties the second file.
 */
final class StatusAhead {
    /** {@code PROCESS:FILE:FILE:FOLDER}: the number of a process and of two open files, and where Git was asked. */
    static final String VARIABLE = "DELIVERY_STATUS_AHEAD";

    private static final String ENDED_WELL = "done\n";

    private final long process;
    private final Path said;
    private final Path end;

    StatusAhead(long process, Path said, Path end) {
        this.process = process;
        this.said = said;
        this.end = end;
    }

    /** @param announced value of {@link #VARIABLE}; empty for another folder, or for what is none */
    static Optional<StatusAhead> of(String announced, Path top) {
        String[] parts = announced.split(":", 4);
        try {
            if (parts.length != 4 || !top.equals(Path.of(parts[3]))) {
                return Optional.empty();
            }
            Path open = Path.of("/proc/self/fd");
            return Optional.of(new StatusAhead(
                    Long.parseLong(parts[0]),
                    open.resolve(Integer.toString(Integer.parseInt(parts[1]))),
                    open.resolve(Integer.toString(Integer.parseInt(parts[2])))));
        } catch (NumberFormatException | InvalidPathException e) {
            // not the launcher's: Git is asked as ever
            return Optional.empty();
        }
    }

    /** What Git said, once it has ended; empty: ask again. */
    Optional<byte[]> take() throws InterruptedException {
        try {
            Optional<ProcessHandle> running = ProcessHandle.of(process);
            if (running.isPresent()) {
                running.get().onExit().get();
            }
            if (!Files.readString(end, StandardCharsets.ISO_8859_1).equals(ENDED_WELL)) {
                return Optional.empty();
            }
            byte[] all = Files.readAllBytes(said);
            Files.write(end, new byte[0]);
            return Optional.of(all);
        } catch (IOException | ExecutionException e) {
            // a system that shows no open files, or somebody else's number: Git is asked as ever
            return Optional.empty();
        }
    }
}
