package org.springframework.security.core;

import java.io.Serializable;
import java.security.Principal;
import java.util.Collection;

/** Declares what is used of the interface {@code org.springframework.security.core.Authentication}. */
public interface Authentication extends Principal, Serializable {
    Collection<? extends GrantedAuthority> getAuthorities();

    boolean isAuthenticated();
}
