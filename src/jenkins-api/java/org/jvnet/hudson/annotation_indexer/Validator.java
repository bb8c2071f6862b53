package org.jvnet.hudson.annotation_indexer;

/** Declares what is used of the interface {@code org.jvnet.hudson.annotation_indexer.Validator}. */
public interface Validator {}
