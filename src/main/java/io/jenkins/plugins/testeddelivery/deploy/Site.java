package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One release in one environment, with everything that can be done with it there: archives first, then containers. */
final class Site {
    private static final Duration CHECK_LIMIT = Duration.ofMinutes(30);
    private static final int LINES = 20;

    private final Ports ports;
    private final Layout layout;
    private final Settings settings;
    private final List<Target> targets;
    private final String directory;
    private final Logs logs;
    private final Hooks hooks;

    /** Gives the last lines of a container's output. */
    @FunctionalInterface
    interface Logs {
        List<String> of(String container, int lines) throws IOException, InterruptedException;
    }

    /** @param directory absolute; empty: the environment has none */
    Site(Ports ports, Layout layout, Settings settings, List<Target> targets, String directory, Logs logs, Hooks hooks) {
        this.ports = ports;
        this.layout = layout;
        this.settings = settings;
        this.targets = List.copyOf(targets);
        this.directory = directory;
        this.logs = logs;
        this.hooks = hooks;
    }

    Layout layout() {
        return layout;
    }

    private Site with(Layout newLayout) {
        return new Site(ports, newLayout, settings, targets, directory, logs, hooks);
    }

    /** Fails on what would only be found out when it is too late: a health check that cannot be filled in. */
    void requireReady() {
        Health.ready(layout.definition().health(), List::copyOf, settings.values(), Map.of(), "");
    }

    List<Change> compare() throws IOException, InterruptedException {
        List<Change> all = new ArrayList<>();
        for (Target target : targets) {
            all.addAll(target.compare(layout));
        }
        return all;
    }

    /** Components of the release that this environment has no place for. */
    Set<String> homeless(Set<String> components) {
        Set<String> all = new TreeSet<>(components);
        targets.forEach(target -> all.removeAll(target.places(layout)));
        return all;
    }

    /** What {@link #prepare} would bring, a line for each. */
    List<String> toBring(Source source) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (Target target : targets) {
            all.addAll(target.toBring(layout, source));
        }
        return all;
    }

    Site prepare(Source source) throws IOException, InterruptedException {
        Layout prepared = layout;
        for (Target target : targets) {
            prepared = target.prepare(prepared, source);
        }
        return with(prepared);
    }

    /** Brings back what {@link #missing} is about; what is there stays as it is. */
    Site restore(Source source) throws IOException, InterruptedException {
        Layout restored = layout;
        for (Target target : targets) {
            if (!target.missing(layout).isEmpty()) {
                restored = target.prepare(restored, source);
            }
        }
        return with(restored);
    }

    String missing() throws IOException, InterruptedException {
        for (Target target : targets) {
            String missing = target.missing(layout);
            if (!missing.isEmpty()) {
                return missing;
            }
        }
        return "";
    }

    boolean hasBefore() {
        return !layout.definition().before().isEmpty();
    }

    /** Runs what must have succeeded before anything changes; without a place for the release's files nothing does. */
    void before() throws IOException, InterruptedException {
        if (!hasBefore()) {
            Kit.open(ports, layout).close();
        }
        hooks.run("before", layout.definition().before(), layout, settings);
    }

    /**
     * Runs what the environment wants to be run when a deployment ended healthy. One that fails makes nothing ill.
     *
     * @return the deployment, with what failed then
     */
    Fact.Deployment afterwards(Fact.Deployment ended) throws InterruptedException {
        if (!State.HEALTHY.equals(ended.outcome())) {
            return ended;
        }
        try {
            hooks.run("afterwards", layout.definition().afterwards(), layout, settings);
            return ended;
        } catch (Failure | IOException e) {
            ports.log().warning(e.getMessage());
            return new Fact.Deployment(
                    ended.environment(),
                    ended.version(),
                    ended.outcome(),
                    ended.previous(),
                    ended.running(),
                    ended.trigger(),
                    ended.components(),
                    "healthy, but " + e.getMessage(),
                    ended.millis());
        }
    }

    /**
     * Puts it in place and watches it. What was ill while the engine went away and came back is not the release's
     * fault: the engine may have ended what it ran, so that is done once more.
     *
     * @return why it is ill; empty: it is healthy
     */
    Optional<String> place() throws IOException, InterruptedException {
        int waits = waits();
        Optional<String> ill = placeOnce();
        if (ill.isPresent() && waits() > waits) {
            ports.log().line("The container engine was away meanwhile; putting " + layout.version() + " in place again");
            ill = placeOnce();
        }
        return ill;
    }

    private int waits() {
        return ports.calls().waits(Service.ENGINE) + ports.calls().waits(Service.COMPOSE);
    }

    private Optional<String> placeOnce() throws IOException, InterruptedException {
        apply();
        ports.log().line("Watching the health of " + layout.version());
        return watch();
    }

    private void apply() throws IOException, InterruptedException {
        for (Target target : targets) {
            target.apply(layout);
        }
    }

    /** Why it is ill; empty: it is healthy. */
    private Optional<String> watch() throws IOException, InterruptedException {
        Environment definition = layout.definition();
        boolean containers = !look().isEmpty();
        if (definition.health().isEmpty()) {
            ports.log()
                    .warning("The environment " + definition.name() + " names no health check: "
                            + (containers
                                    ? "its containers are watched for 5 s, which says nothing of what they answer."
                                    : "nothing can be said of what it serves."));
        }
        try (Kit kit = Kit.open(ports, layout)) {
            List<Health.Ready> probes = Health.ready(
                    definition.health(), kit::resolve, settings.values(), settings.forCommands(layout), folder());
            Optional<String> ill = new Health(ports, this::look, settings::masked).watch(probes);
            if (ill.isEmpty() && !definition.check().isEmpty()) {
                try {
                    kit.run("check", definition.check(), folder(), settings, CHECK_LIMIT);
                } catch (Failure e) {
                    ill = Optional.of(e.getMessage());
                }
            }
            if (ill.isPresent()) {
                showLogs();
            }
            return ill;
        }
    }

    void withdraw() throws IOException, InterruptedException {
        for (Target target : targets) {
            target.withdraw(layout);
        }
    }

    void tidy(State after) throws IOException, InterruptedException {
        for (Target target : targets) {
            target.tidy(after);
        }
    }

    List<Seen> look() throws IOException, InterruptedException {
        List<Seen> all = new ArrayList<>();
        for (Target target : targets) {
            all.addAll(target.look(layout));
        }
        return all;
    }

    List<String> drift() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (Target target : targets) {
            all.addAll(target.drift(layout));
        }
        return all;
    }

    /** Components that the changes concern, with the artifact the layout has for each. */
    Map<String, String> concerned(List<Change> changes) {
        Map<String, String> artifacts = layout.artifacts();
        Map<String, String> all = new TreeMap<>();
        for (Change change : changes) {
            if (artifacts.containsKey(change.component())) {
                all.put(change.component(), artifacts.get(change.component()));
            }
        }
        return all;
    }

    private String folder() {
        return directory.isEmpty() || layout.archives().isEmpty() ? "" : directory + "/current";
    }

    private void showLogs() throws IOException, InterruptedException {
        Map<String, Seen> sick = new LinkedHashMap<>();
        for (Seen seen : look()) {
            if (!seen.id().isEmpty() && (!seen.well() || seen.restarts() > 0)) {
                sick.put(seen.service(), seen);
            }
        }
        for (Seen seen : sick.values()) {
            ports.log().line("Last lines of service " + seen.service() + ":");
            for (String line : logs.of(seen.id(), LINES)) {
                ports.log().line(seen.service() + " | " + settings.masked(line));
            }
        }
    }
}
