package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Circuit;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps beside the ledger which endpoints a run could not reach, until one reaches them again. Shown with its age and
 * never acted upon: the next run asks anew.
 */
public final class Circuits {
    static final String FILE = "circuits.json";
    private static final String SCHEMA = "tested-delivery/circuits/1";

    private final Path file;
    private final Clock clock;

    /** @param folder the ledger's */
    public Circuits(Path folder, Clock clock) {
        this.file = folder.resolve(FILE);
        this.clock = clock;
    }

    /** @param at when the run ended that saw this, ISO-8601 */
    public record Seen(Circuit.State circuit, String at) {
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("service", circuit.service());
            map.put("endpoint", circuit.endpoint());
            map.put("state", circuit.state());
            map.put("failures", circuit.failures());
            map.put("since", circuit.since());
            map.put("reason", circuit.reason());
            map.put("at", at);
            return map;
        }
    }

    /** Notes what a run came to know; an endpoint that it reached is struck out. Writes only what is news. */
    public void note(List<Circuit.State> circuits) throws IOException {
        Map<String, Seen> all = new TreeMap<>();
        List<Seen> before = seen();
        before.forEach(seen -> all.put(seen.circuit().endpoint(), seen));
        String now = clock.instant().toString();
        for (Circuit.State circuit : circuits) {
            if (circuit.failures() == 0) {
                all.remove(circuit.endpoint());
            } else {
                all.put(circuit.endpoint(), new Seen(circuit, now));
            }
        }
        if (!List.copyOf(all.values()).equals(before)) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", SCHEMA);
            json.put("circuits", all.values().stream().map(Seen::toMap).toList());
            WholeFile.write(file, Json.pretty(json));
        }
    }

    /** Endpoints that the last run which called them did not reach, by name. */
    public List<Seen> seen() throws IOException {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        List<Seen> all = new ArrayList<>();
        try {
            for (Map<String, Object> one : Json.maps(Json.readObject(Files.readAllBytes(file)), "circuits")) {
                Circuit.State circuit = new Circuit.State(
                        Json.text(one, "service"),
                        Json.text(one, "endpoint"),
                        Json.text(one, "state"),
                        (int) Json.number(one, "failures"),
                        Json.text(one, "since"),
                        Json.text(one, "reason"));
                all.add(new Seen(circuit, Json.text(one, "at")));
            }
        } catch (IOException e) {
            // a note that cannot be read is no note; the next run writes it anew
            return List.of();
        }
        return all;
    }
}
