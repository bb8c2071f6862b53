package io.jenkins.plugins.testeddelivery.release;

import java.time.Duration;

/**
 * How much of what was tested a project keeps beyond what its records need.
 *
 * @param quota in bytes for the whole store; 0: as much as there is
 * @param unused how long what nobody used is kept; zero: for ever
 */
public record StoreRules(long quota, Duration unused) {
    /** As a person sets it. */
    public static StoreRules of(int gibibytes, int days) {
        return new StoreRules((long) Math.max(0, gibibytes) << 30, Duration.ofDays(Math.max(0, days)));
    }
}
