package hudson.model;

import hudson.search.SearchableModelObject;
import hudson.security.AccessControlled;
import org.kohsuke.stapler.StaplerProxy;

/** Declares what is used of the class {@code hudson.model.User}. */
public class User implements AccessControlled, Comparable<User>, StaplerProxy, SearchableModelObject {
    private User() {}

    @Override
    public int compareTo(User that) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String getFullName() {
        return null;
    }

    @Override
    public Object getTarget() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
