package io.jenkins.plugins.testeddelivery.port;

import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that are whole under their name or not there at all: temporary name, flush, rename (invariant 5). */
public final class WholeFile {
    private WholeFile() {}

    /** Fills the stream it is given. */
    @FunctionalInterface
    public interface Filling {
        void into(OutputStream out) throws IOException, InterruptedException;
    }

    /** An interrupt ends the writing: nothing remains. */
    public static void write(Path file, Filling filling) throws IOException, InterruptedException {
        try {
            fill(file, out -> filling.into(new Interruptible(out, file)));
        } catch (InterruptedIOException e) {
            if (!Thread.interrupted()) {
                throw e;
            }
            InterruptedException interrupted = new InterruptedException(file + " was not written");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private static void fill(Path file, Filling filling) throws IOException, InterruptedException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, ".", ".part");
        try {
            // not through a channel: an interrupt would close it under whoever writes a few bytes that must be kept
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                filling.into(out);
                out.getFD().sync();
            }
            // made for the owner alone; what gets a final name is as readable as any new file
            Modes.set(temporary, "rw-r--r--");
            move(temporary, file);
            flushFolder(folder);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    public static void write(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeBytes(file, bytes);
    }

    /** A thread that is interrupted writes them still: what is short is state that must not be lost. */
    public static void writeBytes(Path file, byte[] bytes) throws IOException {
        try {
            fill(file, out -> out.write(bytes));
        } catch (InterruptedException e) {
            throw new IllegalStateException("writing bytes waits for nothing", e);
        }
    }

    public static void copy(InputStream from, Path file) throws IOException, InterruptedException {
        write(file, from::transferTo);
    }

    /** Renames onto the final name, in one step where the file system can. */
    public static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes a rename or a deletion in the folder last through a power cut, where the platform can. */
    public static void flushFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folder; the rename itself is journalled there
            return;
        }
    }

    /** Says which file could not be written: what is being read meanwhile may fail with the same kind of exception. */
    private static final class Interruptible extends FilterOutputStream {
        private final Path file;

        Interruptible(OutputStream out, Path file) {
            super(out);
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            check();
            try {
                out.write(b);
            } catch (IOException e) {
                throw named(e);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            check();
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw named(e);
            }
        }

        private IOException named(IOException e) {
            FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
            named.initCause(e);
            return named;
        }

        private static void check() throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException();
            }
        }
    }
}
