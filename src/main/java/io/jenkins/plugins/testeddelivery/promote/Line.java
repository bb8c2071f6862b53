package io.jenkins.plugins.testeddelivery.promote;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The line before one environment: one run deploys, the others wait in the order in which they came, and of each
 * project just the newest waits. Never changed; every move gives the next line and what it means for the runs.
 *
 * @param holder who deploys
 */
public record Line(Optional<Ticket> holder, List<Ticket> waiting) {
    public static final Line EMPTY = new Line(Optional.empty(), List.of());

    public Line {
        waiting = List.copyOf(waiting);
    }

    /**
     * Something that a run must be told.
     *
     * @param by the newer one that took its place; empty: it is its turn
     */
    public record Told(Ticket ticket, Optional<Ticket> by) {}

    /** The line after a move, and who must be told what. */
    public record Move(Line line, List<Told> told) {}

    /** A run comes, or comes again after the controller was restarted: then it keeps its place. */
    public Move join(Ticket ticket) {
        if (holder.filter(each -> each.run().equals(ticket.run())).isPresent()) {
            return new Move(this, List.of(turnOf(holder.get())));
        }
        if (waiting.stream().anyMatch(each -> each.run().equals(ticket.run()))) {
            return new Move(this, List.of());
        }
        Optional<Ticket> newer = everyone().stream()
                .filter(each -> each.newerThan(ticket))
                .findFirst();
        if (newer.isPresent()) {
            return new Move(this, List.of(new Told(ticket, newer)));
        }
        List<Told> told = new ArrayList<>();
        List<Ticket> stay = new ArrayList<>();
        for (Ticket each : waiting) {
            if (each.project().equals(ticket.project())) {
                told.add(new Told(each, Optional.of(ticket)));
            } else {
                stay.add(each);
            }
        }
        stay.add(ticket);
        Move next = new Line(holder, stay).next();
        told.addAll(next.told());
        return new Move(next.line(), told);
    }

    /** A run is done, was aborted, or is no more. */
    public Move leave(String run) {
        return keepOnly(each -> !each.equals(run));
    }

    /** Those whose run is gone leave. */
    public Move keepOnly(Predicate<String> alive) {
        return new Line(
                        holder.filter(each -> alive.test(each.run())),
                        waiting.stream().filter(each -> alive.test(each.run())).toList())
                .next();
    }

    /** Every run in the line. */
    public List<String> runs() {
        return everyone().stream().map(Ticket::run).toList();
    }

    /** Who comes before the run, in words; empty: nobody. */
    public String before(String run) {
        if (holder.filter(each -> each.run().equals(run)).isPresent()) {
            return "";
        }
        List<String> labels = new ArrayList<>();
        holder.ifPresent(each -> labels.add(each.label()));
        for (Ticket each : waiting) {
            if (each.run().equals(run)) {
                break;
            }
            labels.add(each.label());
        }
        return String.join(", ", labels);
    }

    private Move next() {
        if (holder.isPresent() || waiting.isEmpty()) {
            return new Move(this, List.of());
        }
        Ticket first = waiting.get(0);
        return new Move(
                new Line(Optional.of(first), waiting.subList(1, waiting.size())), List.of(turnOf(first)));
    }

    private static Told turnOf(Ticket ticket) {
        return new Told(ticket, Optional.empty());
    }

    private List<Ticket> everyone() {
        List<Ticket> all = new ArrayList<>(waiting);
        holder.ifPresent(all::add);
        return all;
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("holder", holder.map(Ticket::toMap).orElse(null));
        map.put("waiting", waiting.stream().map(Ticket::toMap).toList());
        return map;
    }

    /** The way back; a ticket that cannot be read is left out, as its run will come again. */
    public static Line of(Map<String, Object> map) {
        return new Line(
                ticket(Json.map(map, "holder")),
                Json.maps(map, "waiting").stream()
                        .map(Line::ticket)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<Ticket> ticket(Map<String, Object> map) {
        try {
            return Json.text(map, "run").isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Ticket(
                            Json.text(map, "run"),
                            Json.text(map, "project"),
                            Instant.parse(Json.text(map, "order")),
                            Json.text(map, "label")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
