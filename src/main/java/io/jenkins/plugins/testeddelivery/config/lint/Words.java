package io.jenkins.plugins.testeddelivery.config.lint;

import io.jenkins.plugins.testeddelivery.port.SecretWords;
import java.util.List;
import java.util.Locale;

/** Puts what a file holds into a message: on one line, not too long, and without the value of a secret. */
final class Words {
    private static final int LONGEST = 100;

    private Words() {}

    static String quoted(String text) {
        String plain = SecretWords.hidden(text.replaceAll("\\s+", " ").strip());
        return "'" + (plain.length() > LONGEST ? plain.substring(0, LONGEST - 1) + "…" : plain) + "'";
    }

    /** {@code 12.3 MB}; decimal, as docker prints sizes. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1000 && unit < 3) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, List.of("kB", "MB", "GB", "TB").get(unit));
    }
}
