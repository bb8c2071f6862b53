package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Has services of the development project run what was just built, waits until they are well, and goes back to the
 * image before if they are not. No other container is touched.
 */
public final class Update {
    private final Ports ports;
    private final DevProject dev;
    private final Containers containers;

    public Update(Ports ports, DevProject dev) {
        this.ports = ports;
        this.dev = dev;
        this.containers = new Containers(ports, dev);
    }

    /** What became of a service. */
    public enum How {
        /** Runs another image, or with other settings. */
        UPDATED,
        /** Was not running. */
        STARTED,
        /** Runs that very image already. */
        UNCHANGED,
        /** Was ill and runs what it ran before. */
        WENT_BACK,
        /** Was ill, and there was nothing well to go back to; its container is there, for its log. */
        STOPPED
    }

    /**
     * One service.
     *
     * @param from version or image that it ran; empty: none
     * @param to what it was to run; what it runs where that is well
     */
    public record Service(String service, String component, How how, String from, String to) {}

    /**
     * What came of an update.
     *
     * @param services that were to be updated, sorted
     * @param untouched services whose containers are the same and were not started again
     * @param ill why it did not last; empty: all is well
     * @param seconds from the first container touched to all of them being well
     */
    public record Result(List<Service> services, List<String> untouched, String ill, double seconds) {
        public Result {
            services = List.copyOf(services);
            untouched = List.copyOf(untouched);
        }

        public boolean well() {
            return ill.isEmpty();
        }

        /** Whether all that was ill runs again as before. */
        public boolean wentBack() {
            return services.stream().anyMatch(service -> service.how() == How.WENT_BACK)
                    && services.stream().noneMatch(service -> service.how() == How.STOPPED);
        }
    }

    /**
     * Updates.
     *
     * @param artifacts images, by component
     * @param everything start what else the project has and is not running, in its order
     */
    public Result run(Map<String, Fact.Candidate> artifacts, boolean everything)
            throws IOException, InterruptedException {
        Map<String, Pin> pins = new TreeMap<>();
        for (Map.Entry<String, String> entry : dev.components().entrySet()) {
            Fact.Candidate artifact = artifacts.get(entry.getValue());
            if (artifact != null && !artifact.image().isEmpty()) {
                pins.put(entry.getKey(), Pin.of(dev.engine(), artifact));
            }
        }
        Map<String, List<Engine.Container>> before = dev.containers();
        Set<String> watched = everything ? new TreeSet<>(dev.services()) : pins.keySet();
        long start = System.nanoTime();
        List<String> overrides = overrides(before);
        String ill = tried(pins, everything, watched, overrides);
        Map<String, List<Engine.Container>> after = dev.containers();
        Set<String> changed = new TreeSet<>();
        watched.stream().filter(service -> !same(before, after, service)).forEach(changed::add);
        Set<String> stopped = ill.isEmpty() ? Set.of() : goBack(before, after, changed, overrides);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Service> services = new ArrayList<>();
        for (String service : watched) {
            String from = shown(before, service);
            How how = !changed.contains(service)
                    ? How.UNCHANGED
                    : stopped.contains(service)
                            ? How.STOPPED
                            : !ill.isEmpty() ? How.WENT_BACK : from.isEmpty() ? How.STARTED : How.UPDATED;
            String to = pins.containsKey(service) ? pins.get(service).shown() : shown(after, service);
            services.add(new Service(service, dev.components().getOrDefault(service, ""), how, from, to));
        }
        List<String> untouched = before.keySet().stream()
                .filter(service -> !watched.contains(service) && same(before, after, service))
                .toList();
        return new Result(services, untouched, ill, seconds);
    }

    /** A service whose source is mounted stays so. */
    private List<String> overrides(Map<String, List<Engine.Container>> before) throws IOException, InterruptedException {
        boolean mounted = before.values().stream()
                .flatMap(List::stream)
                .anyMatch(container -> container.labels().containsKey(Labels.MOUNTED));
        return mounted && ports.workspace().act(new IsFile(DevProject.OVERRIDE))
                ? List.of(DevProject.OVERRIDE)
                : List.of();
    }

    /** Why it is ill; empty: it is well. */
    private String tried(Map<String, Pin> pins, boolean everything, Set<String> watched, List<String> overrides)
            throws IOException, InterruptedException {
        try {
            containers.up(pins, everything ? Set.of() : pins.keySet(), overrides);
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.FAILED) {
                throw e;
            }
            return e.getMessage();
        }
        return containers.ill(watched).orElse("");
    }

    /** Has the changed services run what they ran before; gives those that cannot. */
    private Set<String> goBack(
            Map<String, List<Engine.Container>> before,
            Map<String, List<Engine.Container>> after,
            Set<String> changed,
            List<String> overrides)
            throws IOException, InterruptedException {
        Map<String, Pin> back = new TreeMap<>();
        Set<String> stopped = new TreeSet<>();
        for (String service : changed) {
            List<Engine.Container> ran = before.getOrDefault(service, List.of());
            if (ran.stream().noneMatch(Engine.Container::running)) {
                containers.stop(after.getOrDefault(service, List.of()));
                stopped.add(service);
            } else {
                back.put(service, Pin.of(ran.get(0)));
            }
        }
        if (!back.isEmpty()) {
            ports.log().line("Going back to what ran before: " + String.join(", ", back.keySet()));
            // one in the middle of starting again cannot be replaced by compose
            for (String service : back.keySet()) {
                containers.stop(after.getOrDefault(service, List.of()));
            }
            String still = tried(back, false, back.keySet(), overrides);
            if (!still.isEmpty()) {
                ports.log().warning("What ran before is ill too: " + still);
                stopped.addAll(back.keySet());
            }
        }
        return stopped;
    }

    private static boolean same(
            Map<String, List<Engine.Container>> before, Map<String, List<Engine.Container>> after, String service) {
        return runs(before, service).equals(runs(after, service));
    }

    private static Set<String> runs(Map<String, List<Engine.Container>> containers, String service) {
        Set<String> runs = new HashSet<>();
        containers.getOrDefault(service, List.of())
                .forEach(container -> runs.add(container.id() + " " + container.startedAt()));
        return runs;
    }

    private static String shown(Map<String, List<Engine.Container>> containers, String service) {
        List<Engine.Container> all = containers.getOrDefault(service, List.of());
        return all.isEmpty() ? "" : Pin.of(all.get(0)).shown();
    }

    /** Whether there is such a file. */
    record IsFile(String path) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) {
            return Files.isRegularFile(place.path(path));
        }
    }
}
