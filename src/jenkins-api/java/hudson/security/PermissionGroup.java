package hudson.security;

import java.util.Iterator;
import org.jvnet.localizer.Localizable;

/** Declares what is used of the class {@code hudson.security.PermissionGroup}. */
public final class PermissionGroup implements Iterable<Permission>, Comparable<PermissionGroup> {
    public PermissionGroup(Class owner, Localizable title) throws IllegalStateException {}

    @Override
    public int compareTo(PermissionGroup that) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Iterator<Permission> iterator() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
