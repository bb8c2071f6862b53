package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.Util;
import jenkins.model.CauseOfInterruption;

/** A newer run has taken a run's place in the line before an environment. */
public final class SupersededCause extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    private final String newer;

    SupersededCause(String newer) {
        this.newer = newer;
    }

    @Override
    public String getShortDescription() {
        return Messages.EnvironmentLines_superseded(Util.fixNull(newer));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SupersededCause cause && getShortDescription().equals(cause.getShortDescription());
    }

    @Override
    public int hashCode() {
        return getShortDescription().hashCode();
    }
}
