package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Books;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** @param entries oldest first */
    public static Metrics of(List<Ledger.Entry> entries, Instant from, Instant until) {
        Map<String, Fact.Release> releases = new LinkedHashMap<>();
        Map<String, PlaceCount> places = new TreeMap<>();
        List<Ledger.Entry> accounts = new ArrayList<>();
        // records carry their time in one form, so that texts compare as the times do
        String first = form(from);
        String end = form(until);
        int trials = 0;
        int passed = 0;
        for (Ledger.Entry entry : entries) {
            boolean counts = entry.at().compareTo(first) >= 0 && entry.at().compareTo(end) < 0;
            if (entry.fact() instanceof Fact.Release release) {
                releases.put(release.version(), release);
            } else if (entry.fact() instanceof Fact.Deployment deployment && entry.at().compareTo(end) < 0) {
                // those before tell what was there already
                places.computeIfAbsent(deployment.environment(), name -> new PlaceCount())
                        .add(entry.at(), deployment, releases.get(deployment.version()), counts);
            } else if (counts && entry.fact() instanceof Fact.Evidence evidence && evidence.counts()) {
                trials++;
                passed += evidence.passed() ? 1 : 0;
            } else if (counts && entry.fact() instanceof Fact.Account) {
                accounts.add(entry);
            }
        }
        Map<String, Place> counted = new TreeMap<>();
        places.forEach((name, count) -> counted.put(name, count.place()));
        return new Metrics(from, until, counted, trials, passed, new Books(accounts).total());
    }

    /** How long the time is that counts, in days. */
    public double days() {
        return Duration.between(from, until).toMillis() / 86_400_000.0;
    }

    private static String form(Instant time) {
        String text = time.toString();
        return text.length() == "2025-01-20T14:30:22Z".length() ? text.replace("Z", ".000Z") : text;
    }
}
