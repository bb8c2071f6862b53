package org.kohsuke.stapler;

/** Declares what is used of the interface {@code org.kohsuke.stapler.HttpResponse}. */
public interface HttpResponse {}
