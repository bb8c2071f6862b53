package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.dev.live.Board;
import io.jenkins.plugins.testeddelivery.dev.live.Board.Event;
import io.jenkins.plugins.testeddelivery.dev.live.Board.Row;
import io.jenkins.plugins.testeddelivery.port.Figures;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows what goes on while somebody develops: services, how they are, and what the last changes did. */
public final class LiveReport {
    private static final int SHOWN = 8;
    private static final int WIDEST_NAME = 20;
    /** A terminal that nobody made larger; a longer text goes on below. */
    private static final int WIDTH = 80;

    private static final int MOST_LINES = 5;
    private static final int TIME_WIDTH = 8;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;
    private final Ink ink;

    public LiveReport(ZoneId zone, Ink ink) {
        this.zone = zone;
        this.ink = ink;
    }

    /** All of it, for a terminal that shows it again and again. */
    public List<String> screen(Board.Look look) {
        List<String> lines = new ArrayList<>();
        lines.add(ink.bold(Ink.plain(look.title())) + ink.dim("  Ctrl-C stops it"));
        lines.add("");
        int service = width(look.rows().stream().map(Row::service).toList());
        int state = width(look.rows().stream().map(Row::state).toList());
        for (Row row : look.rows()) {
            String shown = Ink.pad(Ink.plain(row.state()), state);
            lines.add("  " + Ink.pad(Ink.plain(row.service()), service) + "  "
                    + (row.ill() ? ink.bad(shown) : row.state().equals("not there") ? ink.dim(shown) : ink.good(shown))
                    + "  " + ink.dim(Ink.plain(row.address())));
        }
        lines.add("");
        List<Event> events = look.events();
        for (Event event : events.subList(Math.max(0, events.size() - SHOWN), events.size())) {
            lines.addAll(lines(event));
        }
        lines.add("");
        lines.add(
                look.going().isEmpty()
                        ? ink.dim("waiting for changes")
                        : ink.notice(Ink.plain(look.going())) + ink.dim(" … " + took(look.lasts())));
        return lines;
    }

    /** One event as one line, for a log. */
    public String line(Event event) {
        String took = event.took().isZero() ? "" : ink.dim(" " + took(event.took()));
        String text = Ink.plain(event.text());
        return ink.dim(TIME.format(event.at().atZone(zone))) + " "
                + (event.about().isEmpty() ? "" : ink.bold(Ink.plain(event.about())) + " ")
                + (event.bad() ? ink.bad(text) : text) + took;
    }

    /** Who and when on the first line, a long text on lines of its own. */
    private List<String> lines(Event event) {
        String time = Ink.pad(event.took().isZero() ? "" : took(event.took()), TIME_WIDTH);
        String head = ink.dim(TIME.format(event.at().atZone(zone)) + "  " + time) + "  "
                + (event.about().isEmpty() ? "" : ink.bold(Ink.plain(event.about())) + "  ");
        int indent = "HH:mm:ss".length() + TIME_WIDTH + 4;
        int room = WIDTH - indent - (event.about().isEmpty() ? 0 : event.about().length() + 2);
        List<String> lines = new ArrayList<>();
        String rest = Ink.plain(event.text());
        while (lines.size() < MOST_LINES && (lines.isEmpty() || !rest.isEmpty())) {
            int end = end(rest, lines.isEmpty() ? Math.max(room, MOST_LINES) : WIDTH - indent);
            String text = rest.substring(0, end);
            rest = rest.substring(end).stripLeading();
            lines.add((lines.isEmpty() ? head : " ".repeat(indent)) + (event.bad() ? ink.bad(text) : text));
        }
        return lines;
    }

    /** Where a line of that width ends: after a word, if it has one. */
    private static int end(String text, int width) {
        if (text.length() <= width) {
            return text.length();
        }
        int space = text.lastIndexOf(' ', width);
        return space > width / 2 ? space : width;
    }

    private static int width(List<String> texts) {
        return Math.min(
                WIDEST_NAME, texts.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String took(Duration duration) {
        return duration.toSeconds() < 60
                ? Figures.seconds(duration.toMillis())
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
}
