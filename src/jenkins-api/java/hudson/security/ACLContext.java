package hudson.security;

import org.springframework.security.core.context.SecurityContext;

/** Declares what is used of the class {@code hudson.security.ACLContext}. */
public class ACLContext implements AutoCloseable {
    ACLContext(SecurityContext previousContext) {}

    @Override
    public void close() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
