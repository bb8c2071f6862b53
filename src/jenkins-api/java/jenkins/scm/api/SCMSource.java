package jenkins.scm.api;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.model.TaskListener;
import java.io.IOException;

/** Declares what is used of the class {@code jenkins.scm.api.SCMSource}. */
public abstract class SCMSource implements ExtensionPoint, Describable<SCMSource> {
    protected SCMSource() {}

    public SCMRevision getTrustedRevision(SCMRevision revision, TaskListener listener) throws IOException,
            InterruptedException {
        return null;
    }

    /** Declares what is used of the class {@code jenkins.scm.api.SCMSource.SourceByItem}. */
    public abstract static class SourceByItem implements ExtensionPoint {
        public SourceByItem() {}

        public static SCMSource findSource(Item item) {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }
    }
}
