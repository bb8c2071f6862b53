package hudson.model;

import hudson.security.AccessControlled;
import java.io.File;
import org.kohsuke.stapler.StaplerProxy;

/** Declares what is used of the class {@code hudson.model.AbstractItem}. */
public abstract class AbstractItem extends Actionable implements Item, AccessControlled, StaplerProxy {
    protected AbstractItem(ItemGroup parent, String name) {}

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public final String getFullDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public final String getFullName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public ItemGroup getParent() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public File getRootDir() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Object getTarget() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public final String getUrl() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
