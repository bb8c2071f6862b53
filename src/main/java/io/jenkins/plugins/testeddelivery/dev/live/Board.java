package io.jenkins.plugins.testeddelivery.dev.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What there is to see of the development project: its services, what goes on, and what the last changes did. */
public final class Board {
    private static final int KEPT = 200;

    private final Clock clock;
    private final Consumer<Event> listener;
    private final Map<String, Row> rows = new TreeMap<>();
    private final Deque<Event> events = new ArrayDeque<>();
    private String title = "";
    private String going = "";
    private Instant since;

    /** @param listener is given every event as it comes */
    public Board(Clock clock, Consumer<Event> listener) {
        this.clock = clock;
        this.listener = listener;
        this.since = clock.instant();
    }

    /**
     * A service.
     *
     * @param component empty: somebody else's image
     * @param state in a word or two
     * @param ill whether it should not be so
     * @param address where it is published; empty: nowhere
     */
    public record Row(String service, String component, String state, boolean ill, String address) {}

    /**
     * Something that happened.
     *
     * @param about a component or service; empty: all
     * @param took zero: no time worth telling
     */
    public record Event(Instant at, String about, String text, boolean bad, Duration took) {}

    /**
     * All of it at one moment.
     *
     * @param going what is being done; empty: nothing
     * @param lasts how long already
     * @param events newest last
     */
    public record Look(String title, String going, Duration lasts, List<Row> rows, List<Event> events) {
        /** What happened last to a service or its component; null: nothing. */
        public Event last(Row row) {
            Event last = null;
            for (Event event : events) {
                if (event.about.equals(row.service) || !row.component.isEmpty() && event.about.equals(row.component)) {
                    last = event;
                }
            }
            return last;
        }
    }

    public synchronized void title(String words) {
        title = words;
    }

    /** @param words empty: all is done */
    public synchronized void going(String words) {
        if (!going.equals(words)) {
            since = clock.instant();
        }
        going = words;
    }

    synchronized void rows(List<Row> all) {
        rows.clear();
        all.forEach(row -> rows.put(row.service(), row));
    }

    public void tell(String about, String text, Duration took) {
        add(new Event(clock.instant(), about, text, false, took));
    }

    public void complain(String about, String text) {
        add(new Event(clock.instant(), about, text, true, Duration.ZERO));
    }

    private void add(Event event) {
        synchronized (this) {
            events.addLast(event);
            if (events.size() > KEPT) {
                events.removeFirst();
            }
        }
        listener.accept(event);
    }

    public synchronized Look look() {
        return new Look(
                title,
                going,
                Duration.between(since, clock.instant()),
                List.copyOf(rows.values()),
                new ArrayList<>(events));
    }
}
