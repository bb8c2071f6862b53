package io.jenkins.plugins.testeddelivery.config;

/** How a component is rebuilt, cheapest first; the order is the meaning (DESIGN, "Strategies"). */
public enum Strategy {
    /** Not affected. */
    NONE,
    /** Nothing is built: a tested artifact with the same fingerprint exists. */
    REUSE,
    /** Nothing is built: the container is recreated with the same artifact. */
    RESTART,
    /** Build, every layer expected from the cache. */
    CACHED,
    /** Build from the source layer on. */
    INCREMENTAL,
    /** Build from the dependency layer on. */
    DEPENDENCIES,
    /** Build without cache. */
    FULL;

    /** Whether something is built. */
    public boolean builds() {
        return compareTo(CACHED) >= 0;
    }

    /** The dearer of the two. */
    public Strategy or(Strategy other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
