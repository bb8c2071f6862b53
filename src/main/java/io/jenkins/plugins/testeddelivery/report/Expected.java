package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Figures;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What building a plan is expected to take, added up over its components.
 *
 * @param components that are built
 * @param assumed how many of them are measured by stated priors, for want of records
 * @param bytes that the engine fetches and writes
 */
record Expected(int components, int assumed, Duration time, long bytes) {
    /** @param only names of components; empty: all */
    static Expected of(Plan plan, Estimates estimates, Collection<String> only) {
        Expected sum = new Expected(0, 0, Duration.ZERO, 0);
        for (Decision decision : plan.components()) {
            if (builds(decision) && (only.isEmpty() || only.contains(decision.name()))) {
                boolean assumed = estimates.assumed(decision.name(), decision.strategy());
                sum = new Expected(
                        sum.components + 1,
                        sum.assumed + (assumed ? 1 : 0),
                        sum.time.plus(estimates.build(decision.name(), decision.strategy())),
                        sum.bytes + bytes(decision, estimates));
            }
        }
        return sum;
    }

    static boolean builds(Decision decision) {
        return decision.strategy().builds() && List.of("image", "archive").contains(decision.kind());
    }

    /** {@code about 3 min 45 s of building, 1 of 2 components assumed}. */
    String words() {
        return "about " + Figures.time(time) + " of building"
                + (bytes == 0 ? "" : " and " + Figures.bytes(bytes) + " to fetch and write")
                + (assumed == 0 ? "" : assumed == components ? " (assumed)" : " (assumed for " + assumed + " of " + components + ")");
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("components", components);
        json.put("assumed", assumed);
        json.put("seconds", time.toMillis() / 1000.0);
        json.put("bytes", bytes);
        return json;
    }

    /** Of one component that is built, for its own JSON. */
    static Map<String, Object> json(Decision decision, Estimates estimates) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("expectedSeconds", estimates.build(decision.name(), decision.strategy()).toMillis() / 1000.0);
        json.put("expectedAssumed", estimates.assumed(decision.name(), decision.strategy()));
        if (decision.kind().equals("image")) {
            json.put("expectedBytes", bytes(decision, estimates));
            json.put("expectedHitRate", estimates.hitRate(decision.name(), decision.strategy()));
        }
        return json;
    }

    /** An archive's command fetches and writes what nobody here sees. */
    private static long bytes(Decision decision, Estimates estimates) {
        return decision.kind().equals("image") ? estimates.bytes(decision.name(), decision.strategy()) : 0;
    }
}
