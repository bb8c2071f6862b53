package hudson.remoting;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Declares what is used of the class {@code hudson.remoting.Channel}. */
public class Channel implements VirtualChannel, Closeable {
    Channel(ChannelBuilder settings, InputStream is, OutputStream os) throws IOException {}

    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
