package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.deploy.ComposeText;
import io.jenkins.plugins.testeddelivery.deploy.Health;
import io.jenkins.plugins.testeddelivery.deploy.Seen;
import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Starts services of the development project, each of the very image chosen for it, and watches that they are well. */
public final class Containers {
    /** Read by compose on top of the repository's own files. */
    static final String PINS = "_build/.delivery/dev/images.yaml";

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration WITHIN = Duration.ofSeconds(60);
    /** A process that dies of its configuration does so in its first second. */
    private static final Duration STABLE = Duration.ofSeconds(1);
    /** One that died this often dies for ever. */
    public static final int RESTARTS = 3;

    private static final int LAST_LINES = 20;

    private final Ports ports;
    private final DevProject dev;
    private final ComposeText text;

    public Containers(Ports ports, DevProject dev) {
        this.ports = ports;
        this.dev = dev;
        Map<String, Map<String, Object>> services = new TreeMap<>();
        Map<String, Object> all = Json.map(dev.configuration(), "services");
        all.keySet().forEach(name -> services.put(name, Json.map(all, name)));
        this.text = new ComposeText("", services);
    }

    /**
     * Brings services up; those that run as they should are left alone.
     *
     * @param pins by service
     * @param services only these, and nothing that they depend on; empty: all
     * @param overrides more files for compose, on top of the pins
     * @throws Failure in compose's words; for a port in use, with who has it
     */
    public void up(Map<String, Pin> pins, Set<String> services, List<String> overrides)
            throws IOException, InterruptedException {
        ports.workspace().act(new WriteOverride(PINS, Json.pretty(override(pins))));
        List<String> files = new ArrayList<>(List.of(PINS));
        files.addAll(overrides);
        try {
            dev.command()
                    .up(
                            dev.with(files, Map.of()),
                            List.copyOf(services),
                            !services.isEmpty(),
                            false,
                            line -> ports.log().line("compose | " + line));
        } catch (Failure e) {
            throw new PortInUse(ports, dev.engine()).explained(e);
        }
    }

    private Map<String, Object> override(Map<String, Pin> pins) {
        Map<String, Object> services = new LinkedHashMap<>();
        pins.forEach((service, pin) -> {
            Map<String, Object> more = new LinkedHashMap<>();
            more.put("image", pin.image());
            Map<String, String> labels = new TreeMap<>();
            pin.labels().forEach((name, value) -> labels.put(name, ComposeLabels.literal(value)));
            more.put("labels", labels);
            if (!dev.environment().isEmpty()) {
                Map<String, String> environment = new TreeMap<>();
                dev.environment().forEach((name, value) -> environment.put(name, ComposeLabels.literal(value)));
                more.put("environment", environment);
            }
            services.put(service, more);
        });
        return Map.of("services", services);
    }

    /** Watches services until they are well; says why they are not, with what they said last in the log. */
    public Optional<String> ill(Set<String> services) throws IOException, InterruptedException {
        Optional<String> ill = new Health(ports, () -> look(services), WITHIN, STABLE).watch();
        if (ill.isPresent()) {
            for (Seen seen : look(services)) {
                if (!seen.id().isEmpty() && (!seen.well() || seen.restarts() > 0)) {
                    dev.engine().logs(seen.id(), LAST_LINES).forEach(ports.log().prefixed(seen.service() + " | ")::line);
                }
            }
        }
        return ill;
    }

    private List<Seen> look(Set<String> services) throws IOException, InterruptedException {
        List<Seen> all = new ArrayList<>();
        for (String service : services) {
            List<Engine.Container> mine = of(service);
            if (mine.isEmpty()) {
                all.add(new Seen(service, "", "missing", "", 0, 0, "", true));
            }
            boolean comesBack = !text.leftAlone().contains(service);
            for (Engine.Container container : mine) {
                boolean ended = "exited".equals(container.state()) && container.exitCode() == 0;
                if (!text.jobs().contains(service) || !(ended || container.running())) {
                    boolean hopeless = container.restarts() >= RESTARTS;
                    all.add(new Seen(
                            service,
                            container.id(),
                            hopeless ? "dead" : container.state(),
                            container.health(),
                            container.restarts(),
                            container.exitCode(),
                            container.startedAt(),
                            comesBack && !hopeless));
                }
            }
        }
        return all;
    }

    /** The containers of one service. */
    public List<Engine.Container> of(String service) throws IOException, InterruptedException {
        return dev.engine().containers(
                        Map.of(ComposeLabels.PROJECT, dev.name(), ComposeLabels.SERVICE, service)).stream()
                .filter(ComposeLabels::lasts)
                .toList();
    }

    /** Restarts what is there, of the image it has. */
    public void restart(List<String> services) throws IOException, InterruptedException {
        try {
            dev.command().restart(dev.with(List.of(), Map.of()), services, ports.log()::progress);
        } catch (Failure e) {
            throw new PortInUse(ports, dev.engine()).explained(e);
        }
    }

    /** Stops the containers and leaves them there, with what they said. */
    public void stop(Collection<Engine.Container> containers) throws IOException, InterruptedException {
        for (Engine.Container container : containers) {
            dev.engine().stopContainer(container.id(), GRACE);
        }
    }
}
