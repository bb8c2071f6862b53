package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds compose: the docker executable's plugin, or the program of its own. */
final class ComposeCommand {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ComposeCommand() {}

    static List<String> find(Ports ports) throws InterruptedException {
        for (List<String> candidate : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
            List<String> argv = new ArrayList<>(candidate);
            argv.add("version");
            if (ports.commands()
                    .capture(Commands.Command.of(argv).within(LIMIT))
                    .succeeded()) {
                return candidate;
            }
        }
        throw Failure.unreachable("Neither 'docker compose' nor 'docker-compose' is there, and the environment has compose"
                + " files. Install one of them.");
    }
}
