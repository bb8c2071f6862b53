package jenkins.scm.api;

import hudson.ExtensionPoint;
import hudson.model.Item;
import java.io.Serializable;

/** Declares what is used of the class {@code jenkins.scm.api.SCMHead}. */
public class SCMHead implements Comparable<SCMHead>, Serializable {
    public SCMHead(String name) {}

    @Override
    public int compareTo(SCMHead o) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String getName() {
        return null;
    }

    public SCMHeadOrigin getOrigin() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    /** Declares what is used of the class {@code jenkins.scm.api.SCMHead.HeadByItem}. */
    public abstract static class HeadByItem implements ExtensionPoint {
        public HeadByItem() {}

        public static SCMHead findHead(Item item) {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }
    }
}
