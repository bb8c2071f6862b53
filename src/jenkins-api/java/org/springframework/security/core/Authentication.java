package org.springframework.security.core;

import java.io.Serializable;
import java.security.Principal;

/** Declares what is used of the interface {@code org.springframework.security.core.Authentication}. */
public interface Authentication extends Principal, Serializable {
    boolean isAuthenticated();
}
