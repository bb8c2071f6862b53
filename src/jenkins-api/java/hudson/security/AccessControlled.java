package hudson.security;

import org.springframework.security.access.AccessDeniedException;

/** Declares what is used of the interface {@code hudson.security.AccessControlled}. */
public interface AccessControlled {
    default void checkPermission(Permission permission) throws AccessDeniedException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    ACL getACL();

    default boolean hasPermission(Permission permission) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
