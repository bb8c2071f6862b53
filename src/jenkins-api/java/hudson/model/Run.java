package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.File;
import java.io.IOException;
import java.util.Calendar;
import java.util.List;
import jenkins.model.ArtifactManager;
import jenkins.model.FullyNamedModelObject;
import org.kohsuke.stapler.StaplerProxy;
import org.springframework.security.access.AccessDeniedException;

/** Declares what is used of the class {@code hudson.model.Run}. */
public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable implements
        ExtensionPoint, Comparable<RunT>, AccessControlled, PersistenceRoot, StaplerProxy, FullyNamedModelObject {
    public static final Permission ARTIFACTS = null;

    protected Run(JobT job, Calendar timestamp) {}

    public void addAction(Action a) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public int compareTo(RunT that) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static Run<?, ?> fromExternalizableId(String id) throws IllegalArgumentException, AccessDeniedException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public List<Artifact> getArtifactsUpTo(int artifactsNumber) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public <T extends Cause> T getCause(Class<T> type) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public List<Cause> getCauses() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String getExternalizableId() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getFullDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public int getNumber() {
        return 0;
    }

    public JobT getParent() {
        return null;
    }

    public Result getResult() {
        return null;
    }

    @Override
    public File getRootDir() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public final long getStartTimeInMillis() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Object getTarget() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public final long getTimeInMillis() {
        return 0L;
    }

    public String getUrl() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public boolean isBuilding() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public void keepLog(boolean newValue) throws IOException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public final ArtifactManager pickArtifactManager() throws IOException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public void save() throws IOException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public void setResult(Result r) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    /** Declares what is used of the class {@code hudson.model.Run.Artifact}. */
    public class Artifact {
        public final String relativePath = null;

        Artifact(String name, String relativePath, String href, String len, String treeNodeId) {}

        public String getHref() {
            return null;
        }
    }
}
