package hudson.remoting;

import java.util.concurrent.ExecutorService;

/** Declares what is used of the class {@code hudson.remoting.ChannelBuilder}. */
public class ChannelBuilder {
    public ChannelBuilder(String name, ExecutorService executors) {}
}
