package org.springframework.security.core.userdetails;

/** Declares what is used of the class {@code org.springframework.security.core.userdetails.UsernameNotFoundException}. */
public class UsernameNotFoundException extends RuntimeException {
    public UsernameNotFoundException(String msg) {}
}
