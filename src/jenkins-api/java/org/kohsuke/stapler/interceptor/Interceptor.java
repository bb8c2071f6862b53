package org.kohsuke.stapler.interceptor;

/** Declares what is used of the class {@code org.kohsuke.stapler.interceptor.Interceptor}. */
public abstract class Interceptor {
    public Interceptor() {}
}
