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
 * @param caller digest of the script that runs the tests of a trial, where that is not the configuration's command: what
 *     it proved counts for the same script only; empty: nobody's
 */
public record PlanRequest(
        String base,
        String head,
        String configFile,
        Strategy force,
        Map<String, Strategy> forceComponent,
        String askedBy,
        String trusted,
        String caller) {
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
        this(base, head, configFile, force, forceComponent, askedBy, "", "");
    }

    /** Own baselines, working tree, nothing forced. */
    public static PlanRequest plain() {
        return new PlanRequest("", "", "", Strategy.NONE, Map.of(), "");
    }

    /** The same, asked for by a script. */
    public PlanRequest calledBy(String newCaller) {
        return new PlanRequest(base, head, configFile, force, forceComponent, askedBy, trusted, newCaller);
    }

    /** The same for a change request, see {@link #trusted}. */
    public PlanRequest trusting(String commit) {
        return new PlanRequest(base, head, configFile, force, forceComponent, askedBy, commit, caller);
    }
}
