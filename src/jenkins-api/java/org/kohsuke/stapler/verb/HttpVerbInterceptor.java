package org.kohsuke.stapler.verb;

import org.kohsuke.stapler.interceptor.Interceptor;

/** Declares what is used of the class {@code org.kohsuke.stapler.verb.HttpVerbInterceptor}. */
public class HttpVerbInterceptor extends Interceptor {
    public HttpVerbInterceptor() {}
}
