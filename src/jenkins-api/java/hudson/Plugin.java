package hudson;

import org.kohsuke.stapler.StaplerProxy;

/** Declares what is used of the class {@code hudson.Plugin}. */
public abstract class Plugin implements StaplerProxy {
    @Deprecated
    protected Plugin() {}
}
