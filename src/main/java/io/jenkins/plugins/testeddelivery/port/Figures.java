package io.jenkins.plugins.testeddelivery.port;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Figures in words for people. Numbers are formatted for {@link Locale#US}, which Java does without its tables of all
 * locales, whose loading every start of the command would wait for.
 */
public final class Figures {
    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB");

    private Figures() {}

    /** {@code 0 B}, {@code 4.1 kB}, {@code 512 MB}: decimal, as docker prints sizes. */
    public static String bytes(long bytes) {
        if (Math.abs(bytes) < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (Math.abs(value) >= 999.5 && unit < UNITS.size() - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.US, Math.abs(value) < 10 ? "%.1f %s" : "%.0f %s", value, UNITS.get(unit));
    }

    /** {@code 4.1 s}: with one digit after the point. */
    public static String seconds(long millis) {
        return String.format(Locale.US, "%.1f s", millis / 1000.0);
    }

    /** {@code 45 s}, {@code 2 min 5 s}, {@code 3 min}. */
    public static String time(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
}
