package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.port.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up what forcing costs more than the plan would. */
final class ForcedCost {
    private static final int NAMED = 5;

    private final Estimates estimates;
    private final Map<String, Strategy> forced = new TreeMap<>();
    private Duration planned = Duration.ZERO;
    private Duration asked = Duration.ZERO;

    ForcedCost(Estimates estimates) {
        this.estimates = estimates;
    }

    /** @param plan what would be done unasked */
    void add(Component component, Strategy plan, Strategy instead) {
        if (component.shippable() && instead != plan) {
            forced.put(component.name(), instead);
            planned = planned.plus(estimates.build(component.name(), plan));
            asked = asked.plus(estimates.build(component.name(), instead));
        }
    }

    /** Empty: it costs nothing more. */
    Optional<String> warning(String askedBy) {
        if (asked.compareTo(planned) <= 0) {
            return Optional.empty();
        }
        List<String> names = forced.entrySet().stream()
                .limit(NAMED)
                .map(one -> one.getKey() + " " + one.getValue())
                .toList();
        return Optional.of("FORCED: " + String.join(", ", names)
                + (forced.size() > NAMED ? " and " + (forced.size() - NAMED) + " more" : "")
                + (askedBy.isEmpty() ? "" : ", asked for by " + askedBy) + ": about " + Figures.time(asked)
                + " of building where the plan asks for "
                + (planned.isZero() ? "none" : "about " + Figures.time(planned)));
    }
}
