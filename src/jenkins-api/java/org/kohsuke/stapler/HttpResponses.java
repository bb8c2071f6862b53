package org.kohsuke.stapler;

/** Declares what is used of the class {@code org.kohsuke.stapler.HttpResponses}. */
public class HttpResponses {
    public HttpResponses() {}

    public static HttpRedirect redirectTo(String url) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static HttpResponseException redirectViaContextPath(String relative) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static HttpResponse text(String text) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    /** Declares what is used of the class {@code org.kohsuke.stapler.HttpResponses.HttpResponseException}. */
    public abstract static class HttpResponseException extends RuntimeException implements HttpResponse {
        public HttpResponseException() {}
    }
}
