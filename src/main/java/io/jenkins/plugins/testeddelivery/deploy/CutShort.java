package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;

/** An interruption that stopped a deployment when something had changed already, and what became of that. */
public final class CutShort extends InterruptedException {
    private static final long serialVersionUID = 1L;

    private final transient Fact.Deployment deployment;

    CutShort(Fact.Deployment deployment, InterruptedException cause) {
        super(deployment.reason());
        initCause(cause);
        this.deployment = deployment;
    }

    /** With the outcome {@code interrupted} (what ran before runs again) or {@code held} (the next one goes back first). */
    public Fact.Deployment deployment() {
        return deployment;
    }
}
