package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Books;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts {@link Metrics} from the records as they go by, oldest first, and keeps little of each. */
public final class MetricsCount {
    /** The records that tell something, and what of each is looked at. */
    public static final Map<String, Set<String>> MEMBERS = Map.of(
            "release", Set.of("version", "committed"),
            "deployment",
                    Set.of("environment", "version", "outcome", "previous", "trigger", "components", "millis"),
            "evidence", Set.of("result", "kind"),
            "account", Set.of("commit", "built", "keptMillis", "keptBytes"));

    private static final Duration USUAL = Duration.ofDays(30);

    private final Instant from;
    private final Instant until;
    private final String first;
    private final String end;
    private final Map<String, Map<String, String>> committed = new HashMap<>();
    private final Map<String, PlaceCount> places = new TreeMap<>();
    private final Books.Running builds = new Books.Running();
    private int trials;
    private int passed;

    /**
     * @param from the first moment that counts
     * @param until the first moment that counts no more
     */
    public MetricsCount(Instant from, Instant until) {
        this.from = from;
        this.until = until;
        this.first = form(from);
        this.end = form(until);
    }

    /** Records carry their time in one form, so that texts compare as the times do. */
    private static String form(Instant time) {
        String text = time.toString();
        return text.length() == "2025-01-20T14:30:22Z".length() ? text.replace("Z", ".000Z") : text;
    }

    /** Of the last thirty days, where nobody says another time. @param entries oldest first */
    public static Metrics lately(List<Ledger.Entry> entries, Instant now) {
        MetricsCount count = new MetricsCount(now.minus(USUAL), now);
        entries.forEach(count::add);
        return count.metrics();
    }

    public void add(Ledger.Entry entry) {
        if (entry.at().compareTo(end) >= 0) {
            return;
        }
        boolean counts = entry.at().compareTo(first) >= 0;
        if (entry.fact() instanceof Fact.Release release) {
            committed.put(release.version(), release.committed());
        } else if (entry.fact() instanceof Fact.Deployment deployment) {
            // those before tell what was there already
            places.computeIfAbsent(deployment.environment(), name -> new PlaceCount())
                    .add(entry.at(), deployment, committed.getOrDefault(deployment.version(), Map.of()), counts);
        } else if (counts && entry.fact() instanceof Fact.Evidence evidence && evidence.counts()) {
            trials++;
            passed += evidence.passed() ? 1 : 0;
        } else if (counts && entry.fact() instanceof Fact.Account account) {
            builds.add(account);
        }
    }

    public Metrics metrics() {
        Map<String, Metrics.Place> counted = new TreeMap<>();
        places.forEach((name, count) -> counted.put(name, count.place()));
        return new Metrics(from, until, counted, trials, passed, builds.sum());
    }
}
