package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.port.Log;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The log of one trial: shown as it comes and kept as evidence, without secrets. The file is a ring, so that a run that
 * prints without end fills neither memory nor disk.
 */
final class TrialLog implements Log, Closeable {
    /** What is kept: the end, where the reason of a failure is. */
    static final long KEPT = 10L * 1024 * 1024;

    private static final String LEFT_OUT = "[earlier lines are left out]\n";

    private final Log outer;
    private final long limit;
    private final Path file;
    private final RandomAccessFile ring;
    private volatile Masking masking;
    private boolean wrapped;

    TrialLog(Log log, Masking masking, long limit) throws IOException {
        this.outer = log;
        this.masking = masking;
        this.limit = limit;
        this.file = Files.createTempFile("delivery-trial-", ".log");
        this.ring = new RandomAccessFile(file.toFile(), "rw");
    }

    @Override
    public void line(String text) {
        String masked = masking.mask(text);
        write(masked);
        outer.line(masked);
    }

    @Override
    public void warning(String text) {
        String masked = masking.mask(text);
        write("warning: " + masked);
        outer.warning(masked);
    }

    @Override
    public void progress(String text) {
        outer.progress(masking.mask(text));
    }

    String masked(String text) {
        return masking.mask(text);
    }

    /** Hides from now on as well what the services of this configuration know. */
    void hideSecretsOf(Map<String, Object> resolved) {
        masking = masking.and(resolved);
    }

    /** Keeps what was logged so far and returns its digest. */
    synchronized String keep(ContentStore store) throws IOException, InterruptedException {
        try (InputStream whole = content(ring.getFilePointer())) {
            return store.put(whole);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        ring.close();
        Files.deleteIfExists(file);
    }

    private synchronized void write(String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            int first = (int) Math.min(bytes.length, limit - ring.getFilePointer());
            ring.write(bytes, 0, first);
            if (ring.getFilePointer() == limit) {
                ring.seek(0);
                wrapped = true;
                ring.write(bytes, first, bytes.length - first);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream content(long position) throws IOException {
        if (!wrapped) {
            return part(0, position);
        }
        InputStream note = new ByteArrayInputStream(LEFT_OUT.getBytes(StandardCharsets.UTF_8));
        return new SequenceInputStream(
                Collections.enumeration(List.of(note, part(position, limit), part(0, position))));
    }

    private InputStream part(long from, long to) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(from);
        return new FilterInputStream(in) {
            private long left = to - from;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int n = super.read(buffer, offset, (int) Math.min(length, left));
                left -= Math.max(0, n);
                return n;
            }
        };
    }
}
