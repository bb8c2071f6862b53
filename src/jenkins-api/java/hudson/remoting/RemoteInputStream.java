package hudson.remoting;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/** Declares what is used of the class {@code hudson.remoting.RemoteInputStream}. */
public class RemoteInputStream extends InputStream implements Serializable {
    public RemoteInputStream(InputStream core, Flag f) {}

    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public int read() throws IOException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    /** Declares what is used of the enum {@code hudson.remoting.RemoteInputStream.Flag}. */
    public enum Flag {
        GREEDY,
        NOT_GREEDY,
        MANUAL_UNEXPORT
    }
}
