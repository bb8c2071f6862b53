package hudson.model;

import hudson.search.SearchableModelObject;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import jenkins.model.IdStrategy;
import org.kohsuke.stapler.StaplerProxy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Declares what is used of the class {@code hudson.model.User}. */
public class User implements AccessControlled, Comparable<User>, StaplerProxy, SearchableModelObject {
    private User() {}

    @Override
    public int compareTo(User that) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static User getById(String id, boolean create) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String getFullName() {
        return null;
    }

    public String getId() {
        return null;
    }

    @Override
    public Object getTarget() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static IdStrategy idStrategy() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public Authentication impersonate2() throws UsernameNotFoundException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
