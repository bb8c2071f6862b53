package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says from one look at a trial's containers whether its tests may begin.
 *
 * @param waiting what is waited for, in words; empty: nothing
 * @param ill the container that will not get well, and why
 * @param seen differs where a container was started again meanwhile
 */
record Readiness(List<String> waiting, Optional<Ill> ill, List<String> seen) {
    /** A container that crashed, or says itself that it is ill. */
    record Ill(Engine.Container container, String why) {}

    static Readiness of(List<Engine.Container> containers) {
        List<String> waiting = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        Optional<Ill> ill = Optional.empty();
        for (Engine.Container container : containers) {
            seen.add(container.id() + " " + container.startedAt());
            String why = ill(container);
            if (!why.isEmpty() && ill.isEmpty()) {
                ill = Optional.of(new Ill(container, why));
            }
            if (container.running() ? "starting".equals(container.health()) : !done(container)) {
                waiting.add(service(container) + " (" + (container.running() ? "starting" : container.state()) + ")");
            }
        }
        return new Readiness(waiting.stream().sorted().toList(), ill, seen.stream().sorted().toList());
    }

    boolean ready() {
        return waiting.isEmpty() && ill.isEmpty();
    }

    /** The compose service a container belongs to. */
    static String service(Engine.Container container) {
        return container.labels().getOrDefault(ComposeLabels.SERVICE, container.name());
    }

    private static String ill(Engine.Container container) {
        if (container.restarts() > 0 || "restarting".equals(container.state())) {
            return "crashed and was started again";
        }
        if ("dead".equals(container.state())
                || "exited".equals(container.state()) && container.exitCode() != 0) {
            return "ended with exit code " + container.exitCode();
        }
        return container.running() && "unhealthy".equals(container.health()) ? "is unhealthy" : "";
    }

    /** A one-shot service that did its work. */
    private static boolean done(Engine.Container container) {
        return "exited".equals(container.state()) && container.exitCode() == 0;
    }
}
