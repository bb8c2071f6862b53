package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.dev.Containers;
import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.dev.Pin;
import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.SinceBuilt;
import io.jenkins.plugins.testeddelivery.plan.SinceBuilt.Difference;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings images and files to the containers: knows what each part's containers have, finds the least that is missing, and
 * has it done.
 */
final class Serving {
    /** A server that does not listen to SIGTERM is not worth waiting for here. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Remedy REBUILD = new Remedy(Strategy.INCREMENTAL, List.of(), false);

    private final Ports ports;
    private final Ledger ledger;
    private final Board board;
    private final boolean some;
    private final Map<String, Served> served = new TreeMap<>();
    private DevProject dev;
    private Scan scan;
    private Set<String> services = Set.of();
    private List<Part> parts = List.of();
    private String surrounding = "";

    /** @param some whether only some of the project's services are started */
    Serving(Ports ports, Ledger ledger, Board board, boolean some) {
        this.ports = ports;
        this.ledger = ledger;
        this.board = board;
        this.some = some;
    }

    /** What is there from now on. */
    void see(
            DevProject newDev, Scan newScan, Set<String> newServices, List<Part> newParts, String newSurrounding) {
        surrounding = newSurrounding;
        dev = newDev;
        scan = newScan;
        services = newServices;
        parts = newParts;
    }

    /** Starts everything with what it lacks. */
    void start() throws IOException, InterruptedException {
        Map<String, List<Engine.Container>> before = dev.containers();
        choose(before);
        bringUp(Set.of());
        settle(before);
    }

    /** Chooses the image of every part, and builds what there is none of. */
    private void choose(Map<String, List<Engine.Container>> before) throws IOException, InterruptedException {
        Images images = new Images(ports, ledger, dev.engine());
        SinceBuilt since = new SinceBuilt(scan);
        Map<String, Decision> decisions = new LinkedHashMap<>();
        Set<String> first = new TreeSet<>();
        for (Part part : parts) {
            Optional<Served> last = images.last(part);
            Difference difference = last.isPresent()
                    ? since.of(part.component(), last.get().documentOf(ids(part, before)))
                    : new Difference(List.of(), Strategy.NONE, List.of());
            Remedy remedy = part.remedy(scan, difference);
            Optional<Served> ready =
                    last.isPresent() && !remedy.builds() ? Optional.empty() : images.ready(part, scan);
            if (ready.isPresent()) {
                served.put(part.name(), ready.get());
            } else if (last.isPresent() && !remedy.builds()) {
                served.put(part.name(), last.get());
            } else if (last.isPresent()) {
                decisions.put(part.name(), since.decision(part.component(), remedy.strategy(), difference));
            } else {
                first.add(part.name());
            }
        }
        if (!decisions.isEmpty() || !first.isEmpty()) {
            Set<String> all = new TreeSet<>(decisions.keySet());
            all.addAll(first);
            board.going("building " + String.join(", ", all));
            Images.Result result = images.build(scan, decisions, first);
            served.putAll(result.built());
            if (!result.failed().isEmpty()) {
                throw Failure.failed(result.failed().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .reduce((one, other) -> one + "; " + other)
                        .orElseThrow());
            }
        }
    }

    /** Brings to containers that were just started what their image does not hold, and to others what they missed. */
    private void settle(Map<String, List<Engine.Container>> before) throws IOException, InterruptedException {
        SinceBuilt since = new SinceBuilt(scan);
        Map<String, List<Engine.Container>> after = dev.containers();
        Map<Part, Difference> uncopied = new LinkedHashMap<>();
        for (Part part : parts) {
            Served last = served.get(part.name());
            if (last == null) {
                continue;
            }
            Difference difference = since.of(part.component(), last.documentOf(ids(part, after)));
            Remedy remedy = part.remedy(scan, difference);
            boolean sawOld = running(part, before) && ids(part, before).equals(ids(part, after));
            boolean restart = remedy.restart() && (sawOld || !remedy.synced().isEmpty());
            try {
                apply(part, new Remedy(Strategy.NONE, remedy.synced(), restart), after);
                keep(part, after);
            } catch (Failure e) {
                if (remedy.synced().isEmpty()) {
                    throw e;
                }
                uncopied.put(part, difference);
            }
        }
        build(since, uncopied);
    }

    /** A container without the programs that copying needs, or one that does not run: what it lacks is built in. */
    private void build(SinceBuilt since, Map<Part, Difference> uncopied) throws IOException, InterruptedException {
        Map<Part, Remedy> remedies = new LinkedHashMap<>();
        Map<String, Decision> decisions = new LinkedHashMap<>();
        uncopied.forEach((part, difference) -> {
            remedies.put(part, REBUILD);
            decisions.put(part.name(), since.decision(part.component(), REBUILD.strategy(), difference));
        });
        if (!decisions.isEmpty()) {
            rebuild(decisions, Set.of(), uncopied, remedies);
        }
    }

    /** The configuration or the compose files are others: compose itself knows which containers that concerns. */
    void everything() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Map<String, List<Engine.Container>> before = dev.containers();
        served.keySet().retainAll(parts.stream().map(Part::name).toList());
        changed();
        bringUp(Set.of());
        settle(before);
        Map<String, List<Engine.Container>> after = dev.containers();
        List<String> anew = services.stream()
                .filter(service -> !ids(before.get(service)).equals(ids(after.get(service))))
                .toList();
        board.tell("", "configuration changed: " + (anew.isEmpty() ? "nothing to start anew" : String.join(", ", anew)
                + " started anew"), since(start));
    }

    /** Brings to the containers what their parts lack. */
    void changed() throws IOException, InterruptedException {
        SinceBuilt since = new SinceBuilt(scan);
        Map<Part, Difference> differences = new LinkedHashMap<>();
        Map<Part, Remedy> remedies = new LinkedHashMap<>();
        Map<String, Decision> decisions = new LinkedHashMap<>();
        Set<String> first = new TreeSet<>();
        for (Part part : parts) {
            Served last = served.get(part.name());
            if (last == null) {
                first.add(part.name());
                continue;
            }
            Difference difference = since.of(part.component(), last.document());
            if (difference.none()) {
                continue;
            }
            Remedy remedy = part.remedy(scan, difference);
            differences.put(part, difference);
            remedies.put(part, remedy);
            if (remedy.builds()) {
                decisions.put(part.name(), since.decision(part.component(), remedy.strategy(), difference));
                bases(since, difference, decisions);
            }
        }
        Map<String, List<Engine.Container>> containers = dev.containers();
        for (Map.Entry<Part, Remedy> entry : remedies.entrySet()) {
            if (!entry.getValue().builds()) {
                Part part = entry.getKey();
                boolean done = handle(part, differences.get(part), entry.getValue(), containers);
                if (!done) {
                    entry.setValue(REBUILD);
                    decisions.put(
                            part.name(),
                            since.decision(part.component(), REBUILD.strategy(), differences.get(part)));
                }
            }
        }
        if (!decisions.isEmpty() || !first.isEmpty()) {
            rebuild(decisions, first, differences, remedies);
        }
    }

    /** Images that a part builds on and that run nowhere themselves. */
    private void bases(SinceBuilt since, Difference difference, Map<String, Decision> decisions) {
        for (String name : difference.via()) {
            Optional<Component> other = scan.project().component(name).filter(Component::shippable);
            if (other.isPresent() && parts.stream().noneMatch(part -> part.name().equals(name))) {
                decisions.put(name, since.decision(
                        other.get(), Strategy.INCREMENTAL, new Difference(List.of(), Strategy.NONE, List.of())));
            }
        }
    }

    /** False: what was to be copied cannot be. */
    private boolean handle(
            Part part, Difference difference, Remedy remedy, Map<String, List<Engine.Container>> containers)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        // one that ended of a mistake comes back with the change that mends it
        boolean runs = running(part, containers);
        Remedy then = runs ? remedy : new Remedy(Strategy.NONE, remedy.synced(), true);
        try {
            if (!runs && !remedy.synced().isEmpty()) {
                return false;
            }
            apply(part, then, containers);
            keep(part, containers);
            board.tell(part.name(), Changes.words(part, difference) + ": " + then.words(part.reloads()), since(start));
            return true;
        } catch (Failure e) {
            if (!remedy.synced().isEmpty()) {
                return false;
            }
            board.complain(part.name(), Changes.words(part, difference) + ": " + e.getMessage());
            return true;
        }
    }

    private void rebuild(
            Map<String, Decision> decisions,
            Set<String> first,
            Map<Part, Difference> differences,
            Map<Part, Remedy> remedies)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Set<String> all = new TreeSet<>(decisions.keySet());
        all.addAll(first);
        board.going("building " + String.join(", ", all));
        Images.Result result = new Images(ports, ledger, dev.engine()).build(scan, decisions, first);
        List<Part> built = parts.stream()
                .filter(part -> result.built().containsKey(part.name()))
                .toList();
        Map<String, Served> before = new TreeMap<>(served);
        served.putAll(result.built());
        result.failed().forEach((name, why) -> board.complain(name, "not built: " + why));
        if (built.isEmpty()) {
            return;
        }
        Set<String> anew = new TreeSet<>();
        built.forEach(part -> anew.addAll(part.services()));
        board.going("starting " + String.join(", ", anew));
        bringUp(anew);
        Map<String, List<Engine.Container>> after = dev.containers();
        for (Part part : built) {
            keep(part, after);
            Optional.ofNullable(before.get(part.name())).ifPresent(old -> forget(part, old.pin()));
            Difference difference = differences.get(part);
            board.tell(
                    part.name(),
                    difference == null
                            ? "built and started"
                            : Changes.words(part, difference) + ": " + remedies.get(part).words(part.reloads()),
                    since(start));
        }
    }

    /** Removes the volumes that were filled from an image which nothing runs any more. */
    private void forget(Part part, Pin old) {
        if (old.image().equals(served.get(part.name()).pin().image())) {
            return;
        }
        try {
            for (String volume : new Overlay(ports, dev).volumes(part, old.image())) {
                dev.engine().removeLeftovers(Map.of(
                        ComposeLabels.PROJECT, dev.name(), ComposeLabels.VOLUME, volume));
            }
        } catch (IOException | Failure e) {
            // in use by somebody, or the engine forgot the label: it only takes room
            ports.log().warning("A volume of " + part.name() + " was left behind: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void apply(Part part, Remedy remedy, Map<String, List<Engine.Container>> containers)
            throws IOException, InterruptedException {
        if (!remedy.synced().isEmpty()) {
            board.going("copying files to " + part.name());
            new Sync(ports, dev.root()).run(part, remedy.synced(), containers);
        }
        if (remedy.restart()) {
            board.going("restarting " + String.join(", ", part.services()));
            for (String service : part.services()) {
                for (Engine.Container container : containers.getOrDefault(service, List.of())) {
                    // what compose would do, without the second that compose takes to begin
                    dev.engine().restartContainer(container.id(), GRACE);
                }
            }
        }
    }

    private void bringUp(Set<String> only) throws IOException, InterruptedException {
        Map<String, Pin> pins = new TreeMap<>();
        for (Part part : parts) {
            Served known = served.get(part.name());
            if (known != null) {
                part.services().forEach(service -> pins.put(service, known.pin()));
            }
        }
        String overlay = new Overlay(ports, dev).write(parts, pins);
        Warm warm = new Warm(ports, dev, services, overlay + pins + surrounding);
        board.going("starting " + String.join(", ", only.isEmpty() ? services : only));
        if (only.isEmpty() && warm.start()) {
            return;
        }
        new Containers(ports, dev).up(pins, !only.isEmpty() ? only : some ? services : Set.of(), over());
        warm.remember();
    }

    private List<String> over() {
        return List.of(DevProject.OVERRIDE);
    }

    private void keep(Part part, Map<String, List<Engine.Container>> containers)
            throws IOException, InterruptedException {
        Served now = served.get(part.name());
        if (now != null) {
            Served seen = now.seen(List.copyOf(ids(part, containers)), scan.documents().get(part.name()));
            served.put(part.name(), seen);
            seen.write(ports);
        }
    }

    private static boolean running(Part part, Map<String, List<Engine.Container>> containers) {
        return part.services().stream()
                .flatMap(service -> containers.getOrDefault(service, List.of()).stream())
                .anyMatch(Engine.Container::running);
    }

    private static Set<String> ids(Part part, Map<String, List<Engine.Container>> containers) {
        Set<String> ids = new TreeSet<>();
        part.services().forEach(service -> ids.addAll(ids(containers.get(service))));
        return ids;
    }

    private static Set<String> ids(List<Engine.Container> containers) {
        Set<String> ids = new TreeSet<>();
        if (containers != null) {
            containers.forEach(container -> ids.add(container.id()));
        }
        return ids;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
