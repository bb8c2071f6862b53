package org.jvnet.hudson.reactor;

/** Declares what is used of the class {@code org.jvnet.hudson.reactor.ReactorException}. */
public class ReactorException extends Exception {
    ReactorException(Throwable cause) {}
}
