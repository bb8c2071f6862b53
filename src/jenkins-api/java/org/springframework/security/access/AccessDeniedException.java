package org.springframework.security.access;

/** Declares what is used of the class {@code org.springframework.security.access.AccessDeniedException}. */
public class AccessDeniedException extends RuntimeException {
    public AccessDeniedException(String msg) {}
}
