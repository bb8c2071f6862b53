package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.ACL;
import java.io.File;
import java.util.Collection;

/** Declares what is used of the class {@code hudson.model.Job}. */
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem implements
        ExtensionPoint {
    protected Job(ItemGroup parent, String name) {
        super(null, null);
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Collection<? extends Job> getAllJobs() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public RunT getBuildByNumber(int n) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public File getBuildDir() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public <T extends JobProperty> T getProperty(Class<T> clazz) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public abstract boolean isBuildable();
}
