package org.kohsuke.stapler;

/** Declares what is used of the class {@code org.kohsuke.stapler.HttpRedirect}. */
public final class HttpRedirect extends RuntimeException implements HttpResponse {
    public HttpRedirect(String url) {}
}
