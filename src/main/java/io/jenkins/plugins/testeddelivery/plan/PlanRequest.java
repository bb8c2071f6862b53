package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import java.util.Map;

/**
 * What a plan is asked for.
 *
 * @param base revision that replaces every component's baseline, {@code env:NAME} for what runs there; empty: none
 * @param head commit to look at; empty: HEAD with the working tree
 * @param configFile configuration in the repository; empty: {@code delivery.yaml} if there is one
 * @param force raises every component to at least this; {@code NONE}: nothing is forced
 * @param forceComponent raises components by name or alias
 * @param askedBy who forces, for the reason
 * @param trusted commit whose configuration says what a change request must not decide for itself; empty: none
 */
public record PlanRequest(
        String base,
        String head,
        String configFile,
        Strategy force,
        Map<String, Strategy> forceComponent,
        String askedBy,
        String trusted) {
    public PlanRequest {
        forceComponent = Map.copyOf(forceComponent);
    }

    /** For work that decides for itself. */
    public PlanRequest(
            String base,
            String head,
            String configFile,
            Strategy force,
            Map<String, Strategy> forceComponent,
            String askedBy) {
        this(base, head, configFile, force, forceComponent, askedBy, "");
    }

    /** Own baselines, working tree, nothing forced. */
    public static PlanRequest plain() {
        return new PlanRequest("", "", "", Strategy.NONE, Map.of(), "");
    }
}
