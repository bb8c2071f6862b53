package io.jenkins.plugins.testeddelivery.docker.layers;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The bytes of one entry of a tar, and then the padding that fills up their last block. */
public final class EntryContent extends InputStream {
    private static final int BLOCK = 512;

    private final InputStream in;
    private final String cutShort;
    private long left;
    private int padding;

    /**
     * @param in stands at the entry's first byte
     * @param cutShort what to say of a tar that ends before the entry does
     */
    public EntryContent(InputStream in, long size, String cutShort) {
        this.in = in;
        this.cutShort = cutShort;
        this.left = size;
        this.padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

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
        int n = in.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new EOFException(cutShort);
        }
        left -= n;
        return n;
    }

    /** How many bytes of padding are still to be read. */
    public int padding() {
        return padding;
    }

    /** Reads on to where the next header begins. @return the padding, as much of it as there is; none the second time */
    public byte[] finish() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        byte[] rest = in.readNBytes(padding);
        padding = 0;
        return rest;
    }
}
