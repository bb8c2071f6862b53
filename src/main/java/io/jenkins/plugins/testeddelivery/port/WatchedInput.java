package io.jenkins.plugins.testeddelivery.port;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Shows what is read to whoever counts, hashes or copies it, once and in order; skipping reads too. */
public abstract class WatchedInput extends FilterInputStream {
    protected WatchedInput(InputStream in) {
        super(in);
    }

    /** Takes the bytes just read; what it throws the reader gets. */
    protected abstract void seen(byte[] buffer, int offset, int length) throws IOException;

    /** Is told each time that the end was met; what it throws the reader gets instead of the end. */
    protected void ended() throws IOException {}

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            seen(buffer, offset, n);
        } else if (n < 0) {
            ended();
        }
        return n;
    }

    @Override
    public final long skip(long most) throws IOException {
        byte[] unwanted = new byte[(int) Math.min(Math.max(most, 0), 1 << 16)];
        return Math.max(0, read(unwanted, 0, unwanted.length));
    }

    @Override
    public final boolean markSupported() {
        return false;
    }
}
