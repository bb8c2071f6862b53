package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.dev.Containers;
import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks how the containers are, and complains once of each that ended or begins again and again. */
final class Rows {
    private static final int LAST_LINES = 3;

    private final Board board;
    private final Set<String> complained = new HashSet<>();

    Rows(Board board) {
        this.board = board;
    }

    void refresh(DevProject dev, Set<String> services, Map<String, List<Engine.Container>> containers)
            throws IOException, InterruptedException {
        Map<String, Board.Row> rows = new TreeMap<>();
        for (String service : services) {
            List<Engine.Container> mine = containers.getOrDefault(service, List.of());
            rows.put(service, row(dev, service, mine));
            for (Engine.Container container : mine) {
                complain(dev, service, container);
            }
        }
        board.rows(new ArrayList<>(rows.values()));
    }

    private static Board.Row row(DevProject dev, String service, List<Engine.Container> containers) {
        String component = dev.components().getOrDefault(service, "");
        if (containers.isEmpty()) {
            return new Board.Row(service, component, "not there", false, "");
        }
        Engine.Container worst = containers.stream().filter(one -> !one.running()).findFirst().orElse(containers.get(0));
        String address = worst.ports().values().stream()
                .findFirst()
                .map(at -> "http://" + at.replaceFirst("^0\\.0\\.0\\.0:", "127.0.0.1:").replaceFirst("^\\[::\\]:", "127.0.0.1:"))
                .orElse("");
        String many = containers.size() > 1 ? " ×" + containers.size() : "";
        if (worst.running()) {
            boolean ill = worst.health().equals("unhealthy");
            return new Board.Row(
                    service, component, (worst.health().isEmpty() ? "running" : worst.health()) + many, ill, address);
        }
        boolean ill = worst.exitCode() != 0 || worst.state().equals("restarting");
        String state = worst.state().equals("restarting")
                ? "restarting (" + worst.restarts() + ")"
                : worst.state() + " (" + worst.exitCode() + ")";
        return new Board.Row(service, component, state, ill, address);
    }

    private void complain(DevProject dev, String service, Engine.Container container)
            throws IOException, InterruptedException {
        // while it runs once more, its exit code says nothing
        boolean forEver = container.restarts() >= Containers.RESTARTS && !container.state().equals("running");
        boolean ended = container.state().equals("exited") && container.exitCode() != 0;
        String what = container.id() + " " + container.startedAt();
        if (forEver ? !complained.add(container.id() + " for ever") : !ended || !complained.add(what)) {
            return;
        }
        List<String> said = dev.engine().logs(container.id(), LAST_LINES);
        board.complain(
                service,
                (forEver
                                ? "restarts for ever (" + container.restarts() + " times, exit code " + container.exitCode()
                                        + ")"
                                : "ended with exit code " + container.exitCode())
                        + (said.isEmpty() ? ", saying nothing" : ": " + String.join(" ⏎ ", said)));
    }
}
