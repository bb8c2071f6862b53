package io.jenkins.plugins.testeddelivery.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An exclusive lock on a file, among processes and among the threads of this one. The operating system frees it when
 * the process dies, however it dies.
 *
 * <p>The one static table of the engine is here, and must be: the system's lock belongs to the process, and closing
 * <em>any</em> descriptor of the file, by whichever thread, would silently release it. So no thread may even open the
 * file while another one of this process holds it.
 */
final class FileGuard implements AutoCloseable {
    private static final Map<Path, String> TAKEN = new HashMap<>();

    /** Far behind the words, which others must be able to read on systems whose locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path file;
    private final FileChannel channel;

    private FileGuard(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Waits until the file is free. A thread that is already interrupted gets it still if it need not wait. */
    static FileGuard take(Path file) throws IOException, InterruptedException {
        Path key = key(file);
        synchronized (TAKEN) {
            while (TAKEN.putIfAbsent(key, "") != null) {
                TAKEN.wait();
            }
        }
        try {
            return open(key, true).orElseThrow();
        } catch (FileLockInterruptionException e) {
            Thread.interrupted();
            InterruptedException interrupted = new InterruptedException("interrupted while waiting for " + file);
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** Takes the file if it is free, and leaves the words in it for those who find it taken. */
    static Optional<FileGuard> tryTake(Path file, String words) throws IOException {
        Path key = key(file);
        synchronized (TAKEN) {
            if (TAKEN.putIfAbsent(key, words) != null) {
                return Optional.empty();
            }
        }
        Optional<FileGuard> guard = open(key, false);
        if (guard.isPresent()) {
            try {
                guard.get().write(words);
            } catch (IOException e) {
                guard.get().close();
                throw e;
            }
        }
        return guard;
    }

    /** The words of whoever has the file; empty if they are not known. */
    static String words(Path file) throws IOException {
        Path key = key(file);
        synchronized (TAKEN) {
            String words = TAKEN.get(key);
            if (words != null) {
                return words;
            }
            return Files.exists(key) ? Files.readString(key).strip() : "";
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            release(file);
        }
    }

    private void write(String words) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static Optional<FileGuard> open(Path key, boolean wait) throws IOException {
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // trying first lets an interrupted thread through: what it did is worth recording
            locked = channel.tryLock(LOCKED_BYTE, 1, false) != null
                    || wait && channel.lock(LOCKED_BYTE, 1, false) != null;
            return locked ? Optional.of(new FileGuard(key, channel)) : Optional.empty();
        } finally {
            if (!locked) {
                if (channel != null) {
                    channel.close();
                }
                release(key);
            }
        }
    }

    private static void release(Path key) {
        synchronized (TAKEN) {
            TAKEN.remove(key);
            TAKEN.notifyAll();
        }
    }

    /** The same file has one name here, whichever links lead to its folder. */
    private static Path key(Path file) throws IOException {
        Path whole = file.toAbsolutePath().normalize();
        return whole.getParent().toRealPath().resolve(whole.getFileName());
    }
}
