package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.plan.Books;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast and how well a project delivers: DORA's measures and our own, from the records alone. {@code docs/metrics.md}
 * defines each; DORA's definitions are at <a href="https://dora.dev/guides/dora-metrics/">dora.dev</a>.
 *
 * @param from the first moment that counts
 * @param until the first moment that counts no more
 * @param places what happened in each environment, by its name
 * @param trials that count for something: how many ended
 * @param passed how many of those passed
 * @param builds what building cost and saved
 */
public record Metrics(
        Instant from, Instant until, Map<String, Place> places, int trials, int passed, Books.Sum builds) {

    public Metrics {
        places = Collections.unmodifiableMap(new TreeMap<>(places));
    }

    /**
     * One environment.
     *
     * @param deployments that ended healthy, rollbacks not counted
     * @param tries that changed something, rollbacks not counted
     * @param failures how many of the tries ended ill, were cut short half done, or were taken back later
     * @param rework how many of the tries came right after a failure and changed one of the same components
     * @param restored how long it took from the start of a failed try until something healthy ran again
     * @param broken whether nothing healthy has run yet since a failed try
     * @param leadTime from commit to healthy, of every artifact that came new
     * @param leadTimes the same by component
     * @param undated artifacts that came new, and of whose commits no time is on record
     */
    public record Place(
            int deployments,
            int tries,
            int failures,
            int rework,
            Spread restored,
            boolean broken,
            Spread leadTime,
            Map<String, Spread> leadTimes,
            int undated) {
        public Place {
            leadTimes = Collections.unmodifiableMap(new TreeMap<>(leadTimes));
        }
    }

    /** How long the time is that counts, in days. */
    public double days() {
        return Duration.between(from, until).toMillis() / 86_400_000.0;
    }
}
