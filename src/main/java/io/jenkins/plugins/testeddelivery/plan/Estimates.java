package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a build or a deployment is expected to take, from the records: the median of the last ten; where there are none,
 * stated priors ({@code docs/operations.md}).
 */
public final class Estimates {
    /** The median of so many of the newest counts. */
    private static final int MEMORY = 10;

    private static final Duration DEPLOYMENT = Duration.ofSeconds(60);
    private static final long MEGABYTE = 1_000_000;


    private final Map<String, List<Long>> times = new HashMap<>();
    private final Map<String, List<Long>> bytes = new HashMap<>();
    private final Map<String, List<Long>> hits = new HashMap<>();
    private final Map<String, List<Long>> deployments = new HashMap<>();

    /** @param entries oldest first */
    public Estimates(List<Ledger.Entry> entries) {
        Set<List<Object>> seen = new HashSet<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Fact fact = entries.get(i).fact();
            if (fact instanceof Fact.Candidate built) {
                String key = key(built.component(), built.strategy());
                boolean enough = times.getOrDefault(key, List.of()).size() >= MEMORY;
                // an image is recorded again when its bytes are kept: that is not another build
                if (!enough
                        && built.millis() > 0
                        && seen.add(List.of(key, built.fingerprint(), built.digest(), built.millis()))) {
                    add(times, key, built.millis());
                }
            } else if (fact instanceof Fact.Account account) {
                account.built().forEach((name, built) -> {
                    String key = key(name, built.strategy());
                    if (built.layers() > 0) {
                        add(bytes, key, built.bytes());
                        add(hits, key, 100 * built.hits() / built.layers());
                    }
                });
            } else if (fact instanceof Fact.Deployment deployment
                    && "healthy".equals(deployment.outcome())
                    && deployment.millis() > 0) {
                add(deployments, deployment.environment(), deployment.millis());
            }
        }
    }

    /** The expected time to build the component in this way; zero where nothing is built. */
    public Duration build(String component, Strategy strategy) {
        Optional<Duration> measured = measured(component, strategy);
        return measured.isPresent() ? measured.get() : prior(strategy);
    }

    /** The time that the newest builds of the component took in this way; empty: there was none. */
    public Optional<Duration> measured(String component, Strategy strategy) {
        List<Long> known = times.getOrDefault(key(component, strategy), List.of());
        return known.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(median(known)));
    }

    /** Whether the time is a prior, for want of records. */
    public boolean assumed(String component, Strategy strategy) {
        return measured(component, strategy).isEmpty();
    }

    /** What the engine is expected to fetch and write. */
    public long bytes(String component, Strategy strategy) {
        List<Long> known = bytes.getOrDefault(key(component, strategy), List.of());
        if (!known.isEmpty()) {
            return median(known);
        }
        return switch (strategy) {
            case FULL -> 500 * MEGABYTE;
            case DEPENDENCIES -> 50 * MEGABYTE;
            case NONE, REUSE, RESTART, CACHED, INCREMENTAL -> 0;
        };
    }

    /** Whether the bytes are a prior, for want of records. */
    public boolean bytesAssumed(String component, Strategy strategy) {
        return !bytes.containsKey(key(component, strategy));
    }

    /** How many layers of a hundred are expected from the cache. */
    public long hitRate(String component, Strategy strategy) {
        List<Long> known = hits.getOrDefault(key(component, strategy), List.of());
        if (!known.isEmpty()) {
            return median(known);
        }
        return switch (strategy) {
            case FULL -> 20;
            case DEPENDENCIES -> 60;
            case NONE, REUSE, RESTART, CACHED, INCREMENTAL -> 90;
        };
    }

    /** The expected time to deploy to the environment. */
    public Duration deployment(String environment) {
        List<Long> known = deployments.getOrDefault(environment, List.of());
        return known.isEmpty() ? DEPLOYMENT : Duration.ofMillis(median(known));
    }

    private static String key(String component, Strategy strategy) {
        return key(component, strategy.name());
    }

    /** A text: Java makes a record's hash up when it is first asked for, which every start of the command waits for. */
    private static String key(String component, String strategy) {
        return strategy + ' ' + component;
    }

    private static <K> void add(Map<K, List<Long>> to, K key, long value) {
        List<Long> known = to.computeIfAbsent(key, any -> new ArrayList<>());
        if (known.size() < MEMORY) {
            known.add(value);
        }
    }

    private static long median(List<Long> values) {
        List<Long> sorted = new ArrayList<>(values);
        sorted.sort(null);
        return sorted.get(sorted.size() / 2);
    }

    /** What the scripts that this project replaces were seen to take (issue "Strategies"). */
    private static Duration prior(Strategy strategy) {
        return Duration.ofSeconds(
                switch (strategy) {
                    case NONE, REUSE -> 0;
                    case RESTART, CACHED -> 30;
                    case INCREMENTAL -> 45;
                    case DEPENDENCIES -> 120;
                    case FULL -> 180;
                });
    }
}
