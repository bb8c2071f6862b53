package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Follows what happens in one environment, deployment by deployment, oldest first; see {@link Metrics.Place}. */
final class PlaceCount {
    private static final String ROLLBACK = "rollback";
    private static final String HEALTHY = "healthy";

    private final Map<String, List<Long>> leads = new TreeMap<>();
    private final List<Long> allLeads = new ArrayList<>();
    private final List<Long> restored = new ArrayList<>();
    private final Map<String, String> running = new HashMap<>();
    private Optional<Try> last = Optional.empty();
    private Optional<Try> open = Optional.empty();
    private int deployments;
    private int tries;
    private int failures;
    private int rework;
    private int undated;

    /** A deployment that changed something; what failed is known when it ends, or when it is taken back. */
    private static final class Try {
        private final Instant start;
        private final Instant end;
        private final String version;
        private final Set<String> components;
        private final boolean counts;
        private boolean failed;

        Try(Instant end, Fact.Deployment deployment, boolean counts) {
            this.end = end;
            this.start = end.minusMillis(deployment.millis());
            this.version = deployment.version();
            this.components = deployment.components().keySet();
            this.counts = counts;
        }
    }

    /**
     * @param committed when the commits of the release's artifacts were made, as far as it is on record
     * @param counts whether it lies in the time that is looked at
     */
    void add(String at, Fact.Deployment deployment, Map<String, String> committed, boolean counts) {
        Instant end = time(at).orElse(Instant.EPOCH);
        boolean healthy = HEALTHY.equals(deployment.outcome());
        if (ROLLBACK.equals(deployment.trigger())) {
            if (healthy) {
                takenBack(deployment, end);
                restore(end);
            }
        } else {
            switch (deployment.outcome()) {
                case HEALTHY -> {
                    tried(deployment, end, counts);
                    restore(end);
                    if (counts) {
                        deployments++;
                        leads(deployment, committed, end);
                    }
                }
                case "rolled-back" -> {
                    fail(tried(deployment, end, counts), end.minusMillis(deployment.millis()));
                    restore(end);
                }
                case "ill", "held" -> fail(tried(deployment, end, counts), end.minusMillis(deployment.millis()));
                default -> {
                    // nothing was changed, or it went back and says nothing of the version
                }
            }
        }
        if (healthy) {
            running.putAll(deployment.components());
        }
    }

    Metrics.Place place() {
        Map<String, Spread> byComponent = new TreeMap<>();
        leads.forEach((name, millis) -> byComponent.put(name, Spread.of(millis)));
        return new Metrics.Place(
                deployments,
                tries,
                failures,
                rework,
                Spread.of(restored),
                open.filter(still -> still.counts).isPresent(),
                Spread.of(allLeads),
                byComponent,
                undated);
    }

    private Try tried(Fact.Deployment deployment, Instant end, boolean counts) {
        Try now = new Try(end, deployment, counts);
        if (counts) {
            tries++;
            boolean repairs = last.filter(before -> before.failed
                            && before.components.stream().anyMatch(now.components::contains))
                    .isPresent();
            rework += repairs ? 1 : 0;
        }
        last = Optional.of(now);
        return now;
    }

    private void fail(Try failed, Instant since) {
        failed.failed = true;
        failures += failed.counts ? 1 : 0;
        if (open.isEmpty()) {
            open = Optional.of(failed);
        }
    }

    /** A rollback speaks against what ran until then, which had been healthy. */
    private void takenBack(Fact.Deployment rollback, Instant end) {
        last.filter(before -> !before.failed && before.version.equals(rollback.previous())).ifPresent(before -> {
            before.failed = true;
            failures += before.counts ? 1 : 0;
            if (before.counts) {
                restored.add(Duration.between(before.end, end).toMillis());
            }
        });
    }

    private void restore(Instant end) {
        open.filter(failed -> failed.counts)
                .ifPresent(failed -> restored.add(Duration.between(failed.start, end).toMillis()));
        open = Optional.empty();
    }

    private void leads(Fact.Deployment deployment, Map<String, String> commits, Instant end) {
        deployment.components().forEach((component, digest) -> {
            if (digest.equals(running.get(component))) {
                return;
            }
            Optional<Instant> committed = time(commits.get(component));
            if (committed.isEmpty()) {
                undated++;
                return;
            }
            // a clock that is wrong on one side must not make the whole look faster than it is
            long millis = Math.max(0, Duration.between(committed.get(), end).toMillis());
            leads.computeIfAbsent(component, name -> new ArrayList<>()).add(millis);
            allLeads.add(millis);
        });
    }

    private static Optional<Instant> time(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
