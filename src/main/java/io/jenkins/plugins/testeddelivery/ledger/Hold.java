package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds something for one process at a time (a work tree, say), and tells the others who has it. It is given up when
 * closed, and by the operating system when the process dies.
 */
public final class Hold implements AutoCloseable {
    private static final long POLL_MILLIS = 100;

    private final FileGuard guard;

    private Hold(FileGuard guard) {
        this.guard = guard;
    }

    /**
     * Takes the hold.
     *
     * @param file stands for what is held; made where it is missing, and never removed
     * @param holder the words for those who wait; see {@link #words}
     * @param wait until it is free, or fail at once
     * @throws Failure naming the holder, if it is taken and one does not wait
     */
    public static Hold take(Path file, String holder, boolean wait, Log log) throws IOException, InterruptedException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String told = "";
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Optional<FileGuard> guard = FileGuard.tryTake(file, holder);
            if (guard.isPresent()) {
                return new Hold(guard.get());
            }
            String other = other(file);
            if (!wait) {
                throw Failure.failed(file + " is held by " + other + "; try again when that has ended.");
            }
            if (!other.equals(told)) {
                told = other;
                log.line("waiting for " + other + " to end");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** What is done by whom, here and now: {@code build by ada@host since 12:03, process 4711}. */
    public static String words(String what, String by, Clock clock) {
        String since = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(LocalTime.now(clock));
        return what + " by " + by + " since " + since + ", process " + ProcessHandle.current().pid();
    }

    @Override
    public void close() throws IOException {
        guard.close();
    }

    private static String other(Path file) throws IOException {
        String words = FileGuard.words(file);
        return words.isEmpty() ? "another process" : words;
    }
}
