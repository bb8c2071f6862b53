package io.jenkins.plugins.testeddelivery.promote;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes lengths of time as people do: {@code 30m}, {@code 2h}, {@code 7d}. */
public final class Spans {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})\\s*([smhd])");

    private Spans() {}

    /** Nothing for a text that is none; a blank one is no time at all. */
    public static Optional<Duration> read(String text) {
        if (text.isBlank()) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    /** In the largest unit of which there are two, cut down. */
    public static String words(Duration span) {
        if (span.toDays() >= 2) {
            return span.toDays() + " days";
        }
        if (span.toHours() >= 2) {
            return span.toHours() + " hours";
        }
        return span.toMinutes() >= 2 ? span.toMinutes() + " minutes" : Math.max(0, span.toSeconds()) + " seconds";
    }
}
