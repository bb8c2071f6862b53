package io.jenkins.plugins.testeddelivery.release;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Predicate;

/** Finds a version's successor where it is taken: two exports of one plan are two releases. */
final class ReleaseVersion {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

    private ReleaseVersion() {}

    /** The planned version, or the first after it, second by second, that is not taken. */
    static String free(String planned, Predicate<String> taken) {
        int dash = planned.indexOf('-') + 1;
        LocalDateTime time = LocalDateTime.parse(planned.substring(dash), TIME);
        String version = planned;
        while (taken.test(version)) {
            time = time.plusSeconds(1);
            version = planned.substring(0, dash) + TIME.format(time);
        }
        return version;
    }
}
