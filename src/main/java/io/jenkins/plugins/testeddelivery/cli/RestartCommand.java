package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.dev.Containers;
import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.Ink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restart",
        header = "Restart containers of the development project as they are.",
        description = "Nothing is built and no container is replaced; what is stopped is started. Waits until they are well"
                + " and exits with 1 if they are not. Never touches an environment.")
final class RestartCommand extends Subcommand {
    @Parameters(paramLabel = "COMPONENT", arity = "0..*", description = "Components or services. Default: all.")
    private List<String> names = List.of();

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.inRepository(console)) {
            DevProject dev = session.development();
            List<String> asked = dev.named(names);
            Map<String, List<Engine.Container>> there = dev.containers();
            List<String> services = asked.stream().filter(there::containsKey).toList();
            if (services.isEmpty() || !names.isEmpty() && services.size() < asked.size()) {
                throw Failure.failed("restart: " + (there.isEmpty()
                        ? dev.startIt()
                        : String.join(", ", asked.stream().filter(name -> !there.containsKey(name)).toList())
                                + " has no container; start it with: delivery update"));
            }
            Containers containers = new Containers(session.ports(), dev);
            containers.restart(services);
            Optional<String> ill = containers.ill(new TreeSet<>(services));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "tested-delivery/restart/1");
            json.put("project", dev.name());
            json.put("restarted", services);
            json.put("ill", ill.orElse(null));
            Ink ink = console.ink();
            List<String> lines = new ArrayList<>(List.of("restarted  " + String.join(", ", services)));
            lines.add(ill.isEmpty() ? ink.good("healthy") : ink.bad("ill") + "  " + Ink.plain(ill.get()));
            show(console, json, lines);
            return ill.isEmpty() ? DONE : Failure.Kind.FAILED.exitCode();
        }
    }
}
