package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "stop",
        header = "Stop the development project, or parts of it.",
        description = "Containers, networks and volumes stay there; delivery restart starts them again. Never touches an"
                + " environment.")
final class StopCommand extends Subcommand {
    @Parameters(paramLabel = "COMPONENT", arity = "0..*", description = "Components or services. Default: all.")
    private List<String> names = List.of();

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.inRepository(console)) {
            DevProject dev = session.development();
            List<String> asked = dev.named(names);
            Map<String, List<Engine.Container>> containers = dev.containers();
            List<String> running = asked.stream()
                    .filter(service -> containers.getOrDefault(service, List.of()).stream()
                            .anyMatch(container -> container.running() || "restarting".equals(container.state())))
                    .toList();
            if (!running.isEmpty()) {
                dev.command().stop(dev.with(List.of(), Map.of()), running, line -> session.log().progress(line));
            }
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "tested-delivery/stop/1");
            json.put("project", dev.name());
            json.put("stopped", running);
            show(console, json, List.of(
                    running.isEmpty()
                            ? "nothing of " + dev.name() + " ran"
                            : "stopped  " + String.join(", ", running)));
            return DONE;
        }
    }
}
