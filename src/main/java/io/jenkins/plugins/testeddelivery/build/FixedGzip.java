package io.jenkins.plugins.testeddelivery.build;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.GZIPOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Compresses to gzip with the same bytes on every machine: by a zlib in Java, since the JDK's own is whatever zlib it
 * happens to be linked with, and with neither name nor time in the header.
 */
final class FixedGzip {
    private static final int LEVEL = 6;
    /** zlib's way to ask for its largest window and a gzip header. */
    private static final int GZIP = 15 + 16;

    private FixedGzip() {}

    /** Closing it leaves {@code out} open, so that its owner can flush it to the disk. */
    static OutputStream to(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, new Deflater(LEVEL, GZIP), 1 << 16, false);
    }
}
