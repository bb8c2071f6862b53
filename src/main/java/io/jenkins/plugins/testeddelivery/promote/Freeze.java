package io.jenkins.plugins.testeddelivery.promote;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time in which nothing is deployed: {@code FRI 16:00 - MON 08:00 Europe/Berlin} every week,
 * {@code DAILY 18:00 - 08:00 UTC} every day, {@code 2026-12-20 18:00 - 2027-01-02 08:00 Europe/Berlin} once; a reason
 * may follow after {@code :}. The clock on the wall of that zone counts, in summer and in winter.
 *
 * @param text as it was written
 */
public record Freeze(String text) {
    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final String EXPECTED = "expected 'FRI 16:00 - MON 08:00 Europe/Berlin', 'DAILY 18:00 - 08:00 UTC'"
            + " or '2026-12-20 18:00 - 2027-01-02 08:00 Europe/Berlin', and ': reason' behind it if wanted";
    private static final Pattern FORM = Pattern.compile(
            "(?:(\\S+) )?(\\d{1,2}:\\d{2}) - (?:(\\S+) )?(\\d{1,2}:\\d{2}) ([A-Za-z][A-Za-z0-9_/+-]*)(?: ?: (.+))?");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /** What is wrong with the text; empty: nothing. */
    public Optional<String> problem() {
        try {
            window();
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.of("'" + text + "' is no time to freeze: " + e.getMessage());
        }
    }

    /**
     * Until when it lasts, in words, if it is on at that moment. One that cannot be understood is always on: whoever
     * wrote it meant to hold something back.
     */
    public Optional<String> holdsAt(Instant now) {
        Window window;
        try {
            window = window();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.of("until this is corrected: " + problem().orElse(""));
        }
        return window.endIfOn(now.atZone(window.zone()))
                .map(end -> "until " + SHOWN.format(end) + " " + window.zone()
                        + (window.reason().isEmpty() ? "" : " (" + window.reason() + ")"));
    }

    private Window window() {
        Matcher matcher = FORM.matcher(text.strip().replaceAll("\\s+", " "));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        ZoneId zone = zone(matcher.group(5));
        String first = matcher.group(1) == null ? "" : matcher.group(1);
        String second = matcher.group(3) == null ? "" : matcher.group(3);
        String reason = matcher.group(6) == null ? "" : matcher.group(6).strip();
        LocalTime start = LocalTime.parse(padded(matcher.group(2)));
        LocalTime end = LocalTime.parse(padded(matcher.group(4)));
        if (first.equalsIgnoreCase("DAILY") && second.isEmpty() && !start.equals(end)) {
            return new Daily(start, end, zone, reason);
        }
        int startDay = DAYS.indexOf(first.toUpperCase(Locale.ROOT));
        int endDay = DAYS.indexOf(second.toUpperCase(Locale.ROOT));
        if (startDay >= 0 && endDay >= 0 && !(startDay == endDay && start.equals(end))) {
            return new Weekly(DayOfWeek.of(startDay + 1), start, DayOfWeek.of(endDay + 1), end, zone, reason);
        }
        if (first.contains("-") && second.contains("-")) {
            ZonedDateTime from = LocalDate.parse(first).atTime(start).atZone(zone);
            ZonedDateTime to = LocalDate.parse(second).atTime(end).atZone(zone);
            if (from.isBefore(to)) {
                return new Once(from, to, zone, reason);
            }
        }
        throw new IllegalArgumentException(EXPECTED);
    }

    /** Offsets are refused but for UTC: half of the year they are not what the people meant. */
    private static ZoneId zone(String name) {
        if (name.equals("UTC") || ZoneId.getAvailableZoneIds().contains(name) && name.contains("/")) {
            return ZoneId.of(name);
        }
        throw new IllegalArgumentException("there is no time zone '" + name + "', expected UTC or one like Europe/Berlin");
    }

    private static String padded(String time) {
        return time.length() == 4 ? "0" + time : time;
    }

    private sealed interface Window permits Daily, Weekly, Once {
        ZoneId zone();

        String reason();

        /** When it ends, if it is on. */
        Optional<ZonedDateTime> endIfOn(ZonedDateTime now);
    }

    private record Daily(LocalTime start, LocalTime end, ZoneId zone, String reason) implements Window {
        @Override
        public Optional<ZonedDateTime> endIfOn(ZonedDateTime now) {
            LocalTime time = now.toLocalTime();
            boolean overnight = end.isBefore(start);
            boolean on = overnight
                    ? !time.isBefore(start) || time.isBefore(end)
                    : !time.isBefore(start) && time.isBefore(end);
            LocalDate last = now.toLocalDate().plusDays(overnight && !time.isBefore(start) ? 1 : 0);
            return on ? Optional.of(last.atTime(end).atZone(zone)) : Optional.empty();
        }
    }

    private record Weekly(
            DayOfWeek startDay, LocalTime start, DayOfWeek endDay, LocalTime end, ZoneId zone, String reason)
            implements Window {
        @Override
        public Optional<ZonedDateTime> endIfOn(ZonedDateTime now) {
            LocalDateTime wall = now.toLocalDateTime();
            LocalDateTime monday = wall.toLocalDate()
                    .minusDays(wall.getDayOfWeek().getValue() - 1L)
                    .atStartOfDay();
            LocalDateTime from = monday.plusDays(startDay.getValue() - 1L).with(start);
            LocalDateTime to = monday.plusDays(endDay.getValue() - 1L).with(end);
            if (!from.isBefore(to)) {
                to = to.plus(1, ChronoUnit.WEEKS);
            }
            if (wall.isBefore(from)) {
                from = from.minus(1, ChronoUnit.WEEKS);
                to = to.minus(1, ChronoUnit.WEEKS);
            }
            return wall.isBefore(to) ? Optional.of(to.atZone(zone)) : Optional.empty();
        }
    }

    private record Once(ZonedDateTime start, ZonedDateTime end, ZoneId zone, String reason) implements Window {
        @Override
        public Optional<ZonedDateTime> endIfOn(ZonedDateTime now) {
            return now.isBefore(start) || !now.isBefore(end) ? Optional.empty() : Optional.of(end);
        }
    }
}
