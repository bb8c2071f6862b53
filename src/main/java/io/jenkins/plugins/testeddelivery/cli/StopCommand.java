package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.dev.DevProject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "stop",
        header = "Stop the development project, or parts of it.",
        description = "Containers, networks and volumes stay there; delivery restart starts them again. Never touches an"
                + " environment.")
final class StopCommand extends DevelopmentCommand {
    @Override
    int run(Console console, Chosen chosen) throws IOException, InterruptedException {
        DevProject dev = chosen.dev();
        List<String> running = chosen.withContainer().stream()
                .filter(service -> chosen.there().get(service).stream()
                        .anyMatch(container -> container.running() || "restarting".equals(container.state())))
                .toList();
        if (!running.isEmpty()) {
            dev.command().stop(dev.with(List.of(), Map.of()), running, chosen.session().log()::progress);
        }
        Map<String, Object> json = document("stop", chosen);
        json.put("stopped", running);
        show(console, json, List.of(
                running.isEmpty() ? "nothing of " + dev.name() + " ran" : "stopped  " + String.join(", ", running)));
        return DONE;
    }
}
