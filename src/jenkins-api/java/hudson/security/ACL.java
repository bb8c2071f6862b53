package hudson.security;

import org.springframework.security.core.Authentication;

/** Declares what is used of the class {@code hudson.security.ACL}. */
public abstract class ACL {
    public static final String ANONYMOUS_USERNAME = "anonymous";
    public static final Authentication SYSTEM2 = null;

    public ACL() {}

    public static ACLContext as2(Authentication auth) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public boolean hasPermission2(Authentication a, Permission permission) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static boolean isAnonymous2(Authentication authentication) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
