package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.docker.ComposeCommand;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A set that compose starts for one trial: starts it, waits until it is well, says where it answers. */
final class RunningSet {
    /** A service that is not well after this long will not be after longer; databases start in half of it. */
    static final Duration WITHIN = Duration.ofSeconds(120);
    /** A process that dies of its configuration does so in its first second. */
    private static final Duration STABLE = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LOG_LINES = 20;
    private static final String LOOPBACK = "127.0.0.1:";

    private final Ports ports;
    private final ComposeCommand compose;
    private final ComposeCommand.Project project;
    private final Engine engine;
    private final String id;

    /** @param project the trial's own */
    RunningSet(Ports ports, ComposeCommand compose, ComposeCommand.Project project, Engine engine, String id) {
        this.ports = ports;
        this.compose = compose;
        this.project = project;
        this.engine = engine;
        this.id = id;
    }

    /**
     * Starts the services and waits until all of them are well.
     *
     * @return why they are not; empty: they are
     * @throws Failure if compose could not start them for a reason that is none of theirs
     */
    String start() throws IOException, InterruptedException {
        ports.log().progress("trial: starting the services");
        try {
            compose.up(project, List.of(), false, false, ports.log()::line);
        } catch (Failure e) {
            // what another service waited for was ill: that speaks of the artifacts, all else does not
            Optional<Readiness.Ill> ill = e.kind() == Failure.Kind.FAILED
                    ? Readiness.of(containers()).ill()
                    : Optional.empty();
            if (ill.isPresent()) {
                return told(ill.get());
            }
            throw e;
        }
        return awaitReady();
    }

    /** Checks that each component's services run its artifact and no other. */
    void verify(Map<String, String> images) throws IOException, InterruptedException {
        for (Engine.Container container : containers()) {
            String expected = images.get(Readiness.service(container));
            if (expected != null && !expected.equals(container.image())) {
                throw Failure.failed("service " + Readiness.service(container) + " runs the image " + container.image()
                        + " instead of " + expected + "; does something else start containers in this project?");
            }
        }
    }

    /**
     * Where the services answer, by name.
     *
     * @param published container ports by service, in the order of the file
     */
    Map<String, String> urls(Map<String, List<String>> published) throws IOException, InterruptedException {
        Map<String, String> urls = new TreeMap<>();
        List<Engine.Container> containers = containers().stream()
                .sorted(Comparator.comparing(Engine.Container::name))
                .toList();
        published.forEach((service, containerPorts) -> containerPorts.stream()
                .flatMap(port -> containers.stream()
                        .filter(container -> Readiness.service(container).equals(service))
                        .flatMap(container -> Optional.ofNullable(container.ports().get(port)).stream()))
                .findFirst()
                .ifPresent(address -> urls.put(
                        service, "http://" + LOOPBACK + address.substring(address.lastIndexOf(':') + 1))));
        return urls;
    }

    private String awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        List<String> wellWith = List.of();
        long wellSince = 0;
        while (true) {
            List<Engine.Container> containers = containers();
            if (containers.isEmpty()) {
                return "compose started no container";
            }
            Readiness now = Readiness.of(containers);
            if (now.ill().isPresent()) {
                return told(now.ill().get());
            }
            if (!now.ready() || !now.seen().equals(wellWith)) {
                wellSince = System.nanoTime();
                wellWith = now.ready() ? now.seen() : List.of();
            } else if (System.nanoTime() - wellSince >= STABLE.toNanos()) {
                return "";
            }
            if (System.nanoTime() > deadline) {
                return "not well after " + WITHIN.toSeconds() + " s: " + String.join(", ", now.waiting());
            }
            ports.log().progress("trial: waiting for "
                    + (now.ready() ? "the services to stay well" : String.join(", ", now.waiting())));
            Thread.sleep(POLL.toMillis());
        }
    }

    /** What a container said last goes to the log: the reason is nearly always there. */
    private String told(Readiness.Ill ill) throws IOException, InterruptedException {
        String service = Readiness.service(ill.container());
        List<String> lines = engine.logs(ill.container().id(), LOG_LINES);
        lines.forEach(ports.log().prefixed(service + " | ")::line);
        String last = lines.stream().filter(line -> !line.isBlank()).reduce("", (before, line) -> line);
        return "service " + service + " " + ill.why() + (last.isEmpty() ? ", and said nothing" : ": " + last);
    }

    private List<Engine.Container> containers() throws IOException, InterruptedException {
        return engine.containers(Map.of(Labels.TRIAL, id));
    }
}
