package hudson;

import java.io.IOException;

/** Declares what is used of the class {@code hudson.AbortException}. */
public class AbortException extends IOException {
    public AbortException(String message) {}
}
