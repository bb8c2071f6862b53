package io.jenkins.plugins.testeddelivery.docker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes one gzip member whose blocks are compressed side by side, as pigz does: each block knows the last 32 KB before
 * it as its dictionary and ends on a byte, so that the blocks joined are one deflate stream. The bytes depend on the
 * content alone, not on timing. Call {@link #finish}; {@link #close} only ends the threads.
 */
final class ParallelGzip extends OutputStream {
    static final int BLOCK = 256 << 10;

    private static final int WINDOW = 32 << 10;
    private static final int THREADS = 2;
    private static final int WAITING = 2 * THREADS;
    /** A third faster than gzip's own 6, for a file that is a hundredth larger. */
    private static final int LEVEL = 5;

    /** So much of a block is tried before the rest of it is stored as it is. */
    private static final int TRIED = WINDOW;
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, 3};

    private final OutputStream out;
    private final CRC32 crc = new CRC32();
    private final ExecutorService threads;
    private final Deque<Future<Piece>> pending = new ArrayDeque<>();
    private byte[] block = new byte[BLOCK];
    private byte[] window = new byte[0];
    private int length;
    private long total;

    ParallelGzip(OutputStream out) throws IOException {
        this.out = out;
        out.write(HEADER);
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "compression");
            thread.setDaemon(true);
            return thread;
        });
    }

    private record Piece(byte[] bytes, int length) {}

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int count) throws IOException {
        int at = offset;
        int left = count;
        while (left > 0) {
            if (length == BLOCK) {
                submit(false);
            }
            int n = Math.min(left, BLOCK - length);
            System.arraycopy(buffer, at, block, length, n);
            length += n;
            at += n;
            left -= n;
        }
    }

    /** Writes what is left and the member's end. */
    void finish() throws IOException {
        submit(true);
        while (!pending.isEmpty()) {
            writeOldest();
        }
        writeNumber(crc.getValue());
        writeNumber(total);
        out.flush();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void submit(boolean last) throws IOException {
        crc.update(block, 0, length);
        total += length;
        byte[] content = block;
        int count = length;
        byte[] before = window;
        pending.add(threads.submit(() -> deflated(content, count, before, last)));
        if (count >= WINDOW) {
            window = Arrays.copyOfRange(content, count - WINDOW, count);
        }
        block = new byte[last ? 0 : BLOCK];
        length = 0;
        while (pending.size() > WAITING) {
            writeOldest();
        }
    }

    private void writeOldest() throws IOException {
        try {
            Piece piece = pending.remove().get();
            out.write(piece.bytes(), 0, piece.length());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while compressing");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Piece deflated(byte[] content, int count, byte[] before, boolean last) {
        byte[] bytes = new byte[count + count / 1024 + 1024];
        int tried = Math.min(count, TRIED);
        int at = 0;
        Deflater deflater = new Deflater(LEVEL, true);
        Deflater storing = new Deflater(Deflater.NO_COMPRESSION, true);
        try {
            deflater.setDictionary(before);
            if (tried < count) {
                at = deflated(deflater, content, 0, tried, bytes, at, false);
            }
            int done = tried < count ? tried : 0;
            // what is packed already (jars, models, pictures) takes longest to pack again, and for nothing
            boolean worth = at <= done - done / 50;
            at += deflated(worth ? deflater : storing, content, done, count - done, bytes, at, last);
            return new Piece(bytes, at);
        } finally {
            deflater.end();
            storing.end();
        }
    }

    /** How many bytes the part became; they end on a byte. */
    private static int deflated(
            Deflater deflater, byte[] content, int from, int count, byte[] to, int at, boolean last) {
        deflater.setInput(content, from, count);
        if (last) {
            deflater.finish();
        }
        int n = deflater.deflate(to, at, to.length - at, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
        if (at + n == to.length) {
            throw new IllegalStateException("a block of " + count + " bytes did not fit");
        }
        return n;
    }

    private void writeNumber(long value) throws IOException {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write((int) (value >> shift));
        }
    }
}
