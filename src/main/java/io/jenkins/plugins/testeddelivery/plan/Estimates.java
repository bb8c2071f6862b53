package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long a build is expected to take, from the records; where there are none, from stated priors. */
public final class Estimates {
    /** The median of so many of the newest builds counts. */
    private static final int MEMORY = 10;

    private final List<Ledger.Entry> entries;

    public Estimates(List<Ledger.Entry> entries) {
        this.entries = entries;
    }

    /** The expected time to build the component in this way; zero where nothing is built. */
    public Duration build(String component, Strategy strategy) {
        return measured(component, strategy).orElseGet(() -> prior(strategy));
    }

    /** The time that the newest builds of the component took in this way; empty: there was none. */
    public Optional<Duration> measured(String component, Strategy strategy) {
        List<Long> times = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0 && times.size() < MEMORY; i--) {
            if (entries.get(i).fact() instanceof Fact.Candidate candidate
                    && candidate.component().equals(component)
                    && candidate.strategy().equals(strategy.name())
                    && candidate.millis() > 0) {
                times.add(candidate.millis());
            }
        }
        if (times.isEmpty()) {
            return Optional.empty();
        }
        times.sort(null);
        return Optional.of(Duration.ofMillis(times.get(times.size() / 2)));
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
