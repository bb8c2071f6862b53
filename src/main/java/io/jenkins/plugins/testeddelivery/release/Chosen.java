package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;

/**
 * An artifact that may ship.
 *
 * @param green the evidence that lets it, a {@link Fact.Evidence} with its place
 * @param behind it is older than head, on request
 */
record Chosen(Fact.Candidate artifact, Ledger.Entry green, boolean behind) {
    String component() {
        return artifact.component();
    }

    Fact.Evidence evidence() {
        return (Fact.Evidence) green.fact();
    }
}
