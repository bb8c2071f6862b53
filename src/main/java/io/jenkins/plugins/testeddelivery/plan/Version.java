package io.jenkins.plugins.testeddelivery.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws release versions and reads them: {@code v<first 7 hex of commit>-<yyyyMMdd>-<HHmmss>}, UTC. */
public final class Version {
    /** Compiled when a version is read, which is not at every start of the command. */
    private static final class Form {
        private static final Pattern PATTERN = Pattern.compile("v[0-9a-f]{7}-(\\d{8}-\\d{6})");

        private Form() {}
    }

    private Version() {}

    public static String draw(String commit, Instant now) {
        LocalDateTime time = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        StringBuilder version = new StringBuilder("v").append(Baselines.abbreviated(commit)).append('-');
        version.append(time.getYear());
        two(version, time.getMonthValue());
        two(version, time.getDayOfMonth());
        version.append('-');
        two(version, time.getHour());
        two(version, time.getMinute());
        two(version, time.getSecond());
        return version.toString();
    }

    /** A formatter would be half a hundred classes, at every start of the command. */
    private static void two(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** Whether the text has the form of a version; whatever comes from outside is checked before it names a file. */
    public static boolean valid(String text) {
        return time(text).isPresent();
    }

    /** When the version was drawn; empty if the text is no version. */
    public static Optional<Instant> time(String version) {
        Matcher matcher = Form.PATTERN.matcher(version);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(matcher.group(1), DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
