package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says who has a port that a container was to be published at. */
public final class PortInUse {
    private static final Pattern TAKEN = Pattern.compile(
            ":(\\d{1,5})(?:: bind: address already in use| failed: port is already allocated)"
                    + "|ports are not available.*?:(\\d{1,5})");

    private final Ports ports;
    private final Engine engine;

    public PortInUse(Ports ports, Engine engine) {
        this.ports = ports;
        this.engine = engine;
    }

    /** The same failure, with who has the port if that is what it is about. */
    public Failure explained(Failure failure) throws IOException, InterruptedException {
        Matcher matcher = TAKEN.matcher(String.valueOf(failure.getMessage()));
        if (!matcher.find()) {
            return failure;
        }
        int port = Integer.parseInt(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        return new Failure(
                failure.kind(),
                "Port " + port + " is in use by " + holder(port) + "; stop that, or publish another port in the compose file.",
                failure);
    }

    private String holder(int port) throws IOException, InterruptedException {
        for (Engine.Container container : engine.containers(Map.of())) {
            if (container.running() && container.ports().values().stream().anyMatch(at -> at.endsWith(":" + port))) {
                String project = container.labels().getOrDefault(ComposeLabels.PROJECT, "");
                return "the container " + container.name() + (project.isEmpty() ? "" : " of the compose project " + project);
            }
        }
        return ports.workspace().act(new WhoListens(port));
    }
}
