package io.jenkins.plugins.testeddelivery.jenkins.promotion;

/** A run's place in the line before an environment, whether it waits or deploys. */
public interface Turn {
    /** Leaves the line: it was aborted while it waited, or is done. Does nothing the second time. */
    void leave();

    /** Whether it is this run's turn. */
    boolean isNow();

    /** Who has the environment or comes before, in words for the log; empty if it is this run's turn. */
    String waitsFor();
}
