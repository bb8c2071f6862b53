package org.springframework.security.core;

import java.io.Serializable;

/** Declares what is used of the interface {@code org.springframework.security.core.GrantedAuthority}. */
public interface GrantedAuthority extends Serializable {
    String getAuthority();
}
