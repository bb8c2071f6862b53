package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.WatchedInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Counts what an archive unpacks to, the layers inside included, and ends the reading of a bomb. */
final class Unpacked {
    private final ImageArchive.Limits limits;
    private final LongSupplier packed;
    private long bytes;
    private int entries;

    Unpacked(ImageArchive.Limits limits, LongSupplier packed) {
        this.limits = limits;
        this.packed = packed;
    }

    /** For what this machine's own engine gives. */
    static Unpacked unlimited() {
        return new Unpacked(new ImageArchive.Limits(Long.MAX_VALUE, 1, Integer.MAX_VALUE), () -> 0);
    }

    void entry() throws IOException {
        entries++;
        if (entries > limits.entries()) {
            throw new TarReader.Malformed("it has more than " + limits.entries() + " entries");
        }
    }

    InputStream counting(InputStream in) {
        return new WatchedInput(in) {
            @Override
            protected void seen(byte[] buffer, int offset, int length) throws IOException {
                add(length);
            }
        };
    }

    private void add(int more) throws IOException {
        bytes += more;
        if (bytes > limits.bytes() && bytes / limits.ratio() > packed.getAsLong()) {
            throw new TarReader.Malformed("it unpacks to more than " + limits.bytes() + " bytes and "
                    + limits.ratio() + " times its size");
        }
    }
}
