package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.dev.Containers;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.Ink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Command;

@Command(
        name = "restart",
        header = "Restart containers of the development project as they are.",
        description = "Nothing is built and no container is replaced; what is stopped is started. Waits until they are well"
                + " and exits with 1 if they are not. Never touches an environment.")
final class RestartCommand extends DevelopmentCommand {
    @Override
    int run(Console console, Chosen chosen) throws IOException, InterruptedException {
        List<String> services = chosen.withContainer();
        List<String> missing = chosen.withoutContainer();
        if (services.isEmpty() || chosen.named() && !missing.isEmpty()) {
            throw Failure.failed("restart: " + (chosen.there().isEmpty()
                    ? chosen.dev().startIt()
                    : String.join(", ", missing) + " has no container; start it with: delivery update"));
        }
        Containers containers = new Containers(chosen.session().ports(), chosen.dev());
        containers.restart(services);
        Optional<String> ill = containers.ill(new TreeSet<>(services));
        Map<String, Object> json = document("restart", chosen);
        json.put("restarted", services);
        json.put("ill", ill.orElse(null));
        Ink ink = console.ink();
        List<String> lines = new ArrayList<>(List.of("restarted  " + String.join(", ", services)));
        lines.add(ill.isEmpty() ? ink.good("healthy") : ink.bad("ill") + "  " + Ink.plain(ill.get()));
        show(console, json, lines);
        return ill.isEmpty() ? DONE : Failure.Kind.FAILED.exitCode();
    }
}
