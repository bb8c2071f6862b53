package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of a build, all by component name.
 *
 * @param built the artifact of every component that was asked for and has one now, the reused ones too
 * @param failed the reason in words
 * @param skipped not built because something they depend on failed
 * @param reused why nothing had to be built
 * @param accounting time that went into the account of all this, its record included
 */
public record Outcome(
        Map<String, Fact.Candidate> built,
        Map<String, String> failed,
        Set<String> skipped,
        Map<String, String> reused,
        Duration accounting) {
    public Outcome(
            Map<String, Fact.Candidate> built,
            Map<String, String> failed,
            Set<String> skipped,
            Map<String, String> reused) {
        this(built, failed, skipped, reused, Duration.ZERO);
    }

    public Outcome {
        built = Collections.unmodifiableMap(new TreeMap<>(built));
        failed = Collections.unmodifiableMap(new TreeMap<>(failed));
        skipped = Collections.unmodifiableSet(new TreeSet<>(skipped));
        reused = Collections.unmodifiableMap(new TreeMap<>(reused));
    }

    public boolean succeeded() {
        return failed.isEmpty() && skipped.isEmpty();
    }
}
