package io.jenkins.plugins.testeddelivery.docker;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads the times that docker and its engines print. */
final class Times {
    private Times() {}

    /** ISO-8601 with any offset; the epoch for anything else: too old for whatever it is asked for. */
    static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
