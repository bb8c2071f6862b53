package io.jenkins.plugins.testeddelivery.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an environment's {@code policy} asks of a release beside sound bytes; a pattern is a text with {@code *} for any
 * characters.
 *
 * @param set whether the set must have passed as a whole
 * @param byHand whether a person's word counts as a trial
 * @param deviations in which a trial may have deviated ({@code no-test-db} …), said by {@code limited}
 * @param limited whether {@code deviations} are all that are taken; else any is
 * @param branches patterns; none: any
 * @param builders patterns of build URLs or user@host; none: any
 * @param maxAge zero: any
 */
public record Demands(
        boolean set,
        boolean byHand,
        boolean limited,
        List<String> deviations,
        List<String> branches,
        List<String> builders,
        Duration maxAge)
        implements Serializable {
    /** Asks for nothing. */
    public static final Demands NONE = new Demands(false, true, false, List.of(), List.of(), List.of(), Duration.ZERO);

    public Demands {
        deviations = List.copyOf(deviations);
        branches = List.copyOf(branches);
        builders = List.copyOf(builders);
    }

    /** Clause by clause as it is written in the configuration; what is not asked for is left out. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        if (set) {
            map.put("set", true);
        }
        if (!byHand) {
            map.put("byHand", false);
        }
        if (limited) {
            map.put("deviations", deviations);
        }
        if (!branches.isEmpty()) {
            map.put("branches", branches);
        }
        if (!builders.isEmpty()) {
            map.put("builders", builders);
        }
        if (!maxAge.isZero()) {
            map.put("maxAge", maxAge.toSeconds() + "s");
        }
        return map;
    }
}
