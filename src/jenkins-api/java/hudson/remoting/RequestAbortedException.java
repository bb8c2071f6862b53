package hudson.remoting;

/** Declares what is used of the class {@code hudson.remoting.RequestAbortedException}. */
public class RequestAbortedException extends RuntimeException {
    public RequestAbortedException(Throwable cause) {}
}
