package io.jenkins.plugins.testeddelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.dev.live.Board;
import io.jenkins.plugins.testeddelivery.dev.live.Board.Event;
import io.jenkins.plugins.testeddelivery.dev.live.Board.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveReportTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final LiveReport report = new LiveReport(ZoneOffset.UTC, new Ink(false));

    private static Event event(String about, String text, boolean bad, long millis) {
        return new Event(NOON, about, text, bad, Duration.ofMillis(millis));
    }

    private static Board.Look look(String going, List<Event> events, Row... rows) {
        return new Board.Look("shop-dev", going, Duration.ofSeconds(75), List.of(rows), events);
    }

    @Test
    void shouldShowServicesWhatTheLastChangeDidAndWhatGoesOn() {
        List<String> lines = report.screen(look(
                "building api",
                List.of(event("web", "page: reloads by itself", false, 210)),
                new Row("api", "api", "running", false, ""),
                new Row("web", "web", "running", false, "http://127.0.0.1:8080")));

        assertThat(lines).containsExactly(
                "shop-dev  Ctrl-C stops it",
                "",
                "  api  running  ",
                "  web  running  http://127.0.0.1:8080",
                "",
                "12:00:00  0.2 s     web  page: reloads by itself",
                "",
                "building api … 1 min 15 s");
    }

    @Test
    void shouldKeepALongTextWithinEightyColumnsAndFiveLines() {
        String words = "not built: the command 'make all' returned a non-zero code: 2, see its log above for more; ".repeat(9);

        List<String> lines = report.screen(look("", List.of(event("api", words, true, 0))));

        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(lines.stream().filter(line -> line.contains("returned") || line.startsWith(" "))).hasSizeBetween(3, 5);
        assertThat(lines).endsWith("waiting for changes");
    }

    @Test
    void shouldShowTheLastEventsOnly() {
        List<Event> events = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            events.add(event("", "change " + i, false, 0));
        }

        assertThat(report.screen(look("", events)).stream().filter(line -> line.contains("change ")))
                .hasSize(8)
                .last()
                .asString()
                .endsWith("change 20");
    }

    @Test
    void shouldShowHostileTextAsItsEscape() {
        Event event = event("a\u001B[2J", "\u001B]0;gone\u0007\nnext", false, 0);

        assertThat(report.line(event)).doesNotContain("\u001B", "\u0007", "\n").contains("\\u001b", "\\nnext");
        assertThat(report.screen(look("x\u001B[31m", List.of(event), new Row("s\r", "", "st\u001B", true, "\u001B[A"))))
                .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
    }

    @Test
    void shouldColourWhatIsIll() {
        LiveReport coloured = new LiveReport(ZoneOffset.UTC, new Ink(true));

        assertThat(coloured.screen(look("", List.of(), new Row("api", "api", "exited (1)", true, ""))))
                .anyMatch(line -> line.contains("\u001B[31mexited (1)"));
    }
}
