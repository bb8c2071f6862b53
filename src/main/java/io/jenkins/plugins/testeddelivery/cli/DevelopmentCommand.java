package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** What the commands have in common that do something to containers of the development project, chosen by name. */
abstract class DevelopmentCommand extends Subcommand {
    @Parameters(paramLabel = "COMPONENT", arity = "0..*", description = "Components or services. Default: all.")
    private List<String> names = List.of();

    /**
     * The project and what is there of it.
     *
     * @param asked services that were named; all, if none was
     * @param named whether any was
     */
    record Chosen(
            Session session, DevProject dev, List<String> asked, boolean named, Map<String, List<Engine.Container>> there) {
        /** Services with a container, running or not. */
        List<String> withContainer() {
            return asked.stream().filter(there::containsKey).toList();
        }

        List<String> withoutContainer() {
            return asked.stream().filter(service -> !there.containsKey(service)).toList();
        }
    }

    @Override
    final int run(Console console) throws IOException, InterruptedException {
        check();
        try (Session session = Session.inRepository(console)) {
            DevProject dev = session.development();
            List<String> asked = dev.named(names);
            return run(console, new Chosen(session, dev, asked, !names.isEmpty(), dev.containers()));
        }
    }

    /** Refuses options that do not go together, before anything is looked at. */
    void check() {
        // most have none
    }

    /** Does the work and returns the exit code. */
    abstract int run(Console console, Chosen chosen) throws IOException, InterruptedException;

    /** The beginning of the document that the command prints with {@code --json}. */
    static Map<String, Object> document(String command, Chosen chosen) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/" + command + "/1");
        json.put("project", chosen.dev().name());
        return json;
    }
}
