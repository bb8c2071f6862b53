package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.AccessControlled;
import java.util.concurrent.ExecutorService;
import org.kohsuke.stapler.StaplerProxy;

/** Declares what is used of the class {@code hudson.model.Computer}. */
public abstract class Computer extends Actionable implements AccessControlled, StaplerProxy, ExtensionPoint {
    public static final ExecutorService threadPoolForRemoting = null;

    protected Computer(Node node) {}

    public String getName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
