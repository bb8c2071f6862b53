package hudson.remoting;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** Declares what is used of the class {@code hudson.remoting.RemoteOutputStream}. */
public final class RemoteOutputStream extends OutputStream implements Serializable {
    public RemoteOutputStream(OutputStream core) {}

    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void flush() throws IOException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void write(int b) throws IOException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
