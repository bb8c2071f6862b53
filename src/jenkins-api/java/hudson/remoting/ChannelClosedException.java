package hudson.remoting;

import java.io.IOException;

/** Declares what is used of the class {@code hudson.remoting.ChannelClosedException}. */
public class ChannelClosedException extends IOException {
    public ChannelClosedException(Channel channel, Throwable cause) {}
}
