package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.promote.Spans;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Reads the moments that people give on the command line: a day, or a length of time before another moment. */
final class Moments {
    private Moments() {}

    /** @throws Failure of kind USAGE for what is neither */
    static Instant since(String option, String text, Instant end) {
        return Spans.read(text)
                .filter(span -> !span.isZero())
                .map(end::minus)
                .orElseGet(() -> day(option, text, ", or a length of time as 12h or 90d"));
    }

    /** The begin of a day, UTC. */
    static Instant day(String option, String text) {
        return day(option, text, "");
    }

    private static Instant day(String option, String text, String orElse) {
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw Failure.usage(option + " " + text + ": expected a day as 2026-01-31" + orElse);
        }
    }
}
