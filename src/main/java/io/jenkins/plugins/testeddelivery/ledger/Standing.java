package io.jenkins.plugins.testeddelivery.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What follows from the records: which artifact belongs to which inputs, what is tested, what was revoked. A pure view
 * over the entries it was made from.
 */
public final class Standing {
    private Standing() {}

    public static Standing of(List<Ledger.Entry> entries) {
        throw new UnsupportedOperationException();
    }

    /**
     * A point at which a component was tested: a green, counting trial of a clean tree, whose artifact was not revoked
     * since.
     */
    public record TestedAt(long sequence, String at, String commit, String fingerprint, String digest, String version) {}

    /** Where the component was tested, newest first; the first whose commit is an ancestor of head is its baseline. */
    public List<TestedAt> testedAt(String component) {
        throw new UnsupportedOperationException();
    }

    /** The newest artifact built from these inputs (clean trees only, unless {@code dirtyToo}). */
    public Optional<Fact.Candidate> artifact(String component, String fingerprint, boolean dirtyToo) {
        throw new UnsupportedOperationException();
    }

    /** Any record of the artifact with this digest, the newest that has its bytes stored first. */
    public Optional<Fact.Candidate> byDigest(String component, String digest) {
        throw new UnsupportedOperationException();
    }

    /** The newest tested, unrevoked artifact of the component. */
    public Optional<Fact.Candidate> newestTested(String component) {
        throw new UnsupportedOperationException();
    }

    /** Whether this artifact of the component has green evidence that was not revoked. */
    public boolean tested(String component, String digest) {
        throw new UnsupportedOperationException();
    }

    /** Whether the newest evidence that speaks of this artifact speaks against it. */
    public boolean failed(String component, String digest) {
        throw new UnsupportedOperationException();
    }

    /** The newest counting evidence of the component's artifact. */
    public Optional<Ledger.Entry> evidence(String component, String digest) {
        throw new UnsupportedOperationException();
    }

    /** The newest counting evidence for the set under this trial configuration; a caller asks it whether it passed. */
    public Optional<Ledger.Entry> evidenceOfSet(String set, String key) {
        throw new UnsupportedOperationException();
    }

    public Optional<Fact.Release> release(String version) {
        throw new UnsupportedOperationException();
    }

    /** Newest first. */
    public List<Ledger.Entry> releases() {
        throw new UnsupportedOperationException();
    }

    /** Newest first. */
    public List<Ledger.Entry> deployments(String environment) {
        throw new UnsupportedOperationException();
    }

    /** {@code sha256} of the sorted {@code component=digest} lines (DESIGN, "evidence"). */
    public static String setDigest(Map<String, String> digestOfComponent) {
        throw new UnsupportedOperationException();
    }
}
