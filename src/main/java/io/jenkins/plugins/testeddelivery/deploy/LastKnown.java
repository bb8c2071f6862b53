package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the records here say of an environment that cannot be asked: how its newest known deployment ended. Somebody
 * else may have deployed since.
 *
 * @param running version that ran after it; empty: none
 * @param outcome how that deployment ended
 * @param at when, ISO-8601
 * @param age since then
 */
public record LastKnown(String environment, String running, String outcome, String at, Duration age) {
    /**
     * The newest of each environment, by name.
     *
     * @param entries oldest first
     * @param environment its name; empty: every one that is known here
     */
    public static List<LastKnown> of(List<Ledger.Entry> entries, String environment, Instant now) {
        Map<String, LastKnown> newest = new TreeMap<>();
        for (Ledger.Entry entry : entries) {
            if (entry.fact() instanceof Fact.Deployment deployment
                    && (environment.isEmpty() || environment.equals(deployment.environment()))) {
                newest.put(
                        deployment.environment(),
                        new LastKnown(
                                deployment.environment(),
                                deployment.running(),
                                deployment.outcome(),
                                entry.at(),
                                Duration.between(Instant.parse(entry.at()), now)));
            }
        }
        return new ArrayList<>(newest.values());
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", environment);
        map.put("running", running.isEmpty() ? null : running);
        map.put("well", null);
        map.put("lastKnown", Map.of("outcome", outcome, "at", at, "ageSeconds", age.toSeconds()));
        return map;
    }
}
