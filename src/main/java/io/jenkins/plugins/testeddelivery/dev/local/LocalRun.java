package io.jenkins.plugins.testeddelivery.dev.local;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Development;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.plan.DependencyHashes;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Commands.Command;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Runs the {@code dev.run} of components side by side without containers: first looks whether what they require is there,
 * prepares what was not prepared for its present dependencies, and ends all of them together.
 */
public final class LocalRun {
    private static final long END_SECONDS = 30;

    private final Ports ports;
    private final Scan scan;
    private final BiConsumer<String, String> lines;

    /** @param lines receives the component and a line that it printed, from several threads */
    public LocalRun(Ports ports, Scan scan, BiConsumer<String, String> lines) {
        this.ports = ports;
        this.scan = scan;
        this.lines = lines;
    }

    /** How a component's process ended by itself. */
    public record Ended(String component, String words) {}

    private record End(String component, Commands.Outcome outcome) {}

    /**
     * The components that can be run.
     *
     * @param names of components or aliases; empty: all that have a {@code dev.run}
     * @throws Failure of kind USAGE if one has none, or there is no such component
     */
    public List<Component> chosen(List<String> names) {
        List<Component> all = new ArrayList<>();
        for (String name : names) {
            Component component = scan.project().component(name)
                    .orElseThrow(() -> Failure.usage("There is no component '" + name + "'; known are "
                            + String.join(", ", scan.project().components().stream().map(Component::name).toList()) + "."));
            if (component.development().run().isEmpty()) {
                throw Failure.usage("The component " + component.name() + " has no dev.run; say in delivery.yaml how it is"
                        + " run without a container.");
            }
            all.add(component);
        }
        if (names.isEmpty()) {
            scan.project().components().stream()
                    .filter(component -> !component.development().run().isEmpty())
                    .forEach(all::add);
        }
        if (all.isEmpty()) {
            throw Failure.usage("No component has a dev.run; say in delivery.yaml how one is run without a container:"
                    + " components: { api: { dev: { run: [flask, run, --reload] } } }");
        }
        return all;
    }

    /** @throws Failure that names everything that is missing; nothing was started */
    public void require(List<Component> components) throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>();
        for (Component component : components) {
            for (String words : ports.workspace().act(new Requirement(component.development().requires()))) {
                missing.add(component.name() + ": " + words);
            }
        }
        if (!missing.isEmpty()) {
            throw Failure.failed("Nothing was started, this is missing:\n  " + String.join("\n  ", missing));
        }
    }

    /**
     * Prepares the components whose dependency manifests, or whose way to prepare, are not those of the last time.
     *
     * @throws Failure if one cannot be prepared
     */
    public void prepare(List<Component> components) throws IOException, InterruptedException {
        List<String> names = components.stream().map(Component::name).toList();
        Map<String, String> hashes = DependencyHashes.of(ports.workspace(), scan, names);
        for (Component component : components) {
            Development.Prepare prepare = component.development().prepare();
            if (prepare.run().isEmpty()) {
                continue;
            }
            String name = component.name();
            String hash = Digests.of(hashes.getOrDefault(name, "") + "\n" + String.join("\0", prepare.run()));
            if (ports.workspace().act(new Prepared.IsDone(name, hash, prepare.unless()))) {
                continue;
            }
            ports.log().line("preparing " + name + ": " + String.join(" ", prepare.run()));
            Commands.Outcome outcome = ports.commands()
                    .run(
                            Command.of(prepare.run()).in(component.path()),
                            line -> lines.accept(name, line),
                            line -> lines.accept(name, line));
            if (!outcome.succeeded()) {
                throw Failure.failed("dev.prepare of " + name + " failed: " + prepare.run() + ", " + outcome.words()
                        + ". Nothing was started; mend it and start again.");
            }
            ports.workspace().act(new Prepared.Done(name, hash));
        }
    }

    /**
     * Runs them until one ends; the others are ended then, with all that they started.
     *
     * @return who ended first, and how
     * @throws InterruptedException if the calling thread was interrupted; all of them are gone by then
     */
    public Ended run(List<Component> components) throws InterruptedException {
        BlockingQueue<End> ends = new LinkedBlockingQueue<>();
        ExecutorService crew = Executors.newFixedThreadPool(components.size());
        try {
            for (Component component : components) {
                crew.execute(() -> one(component, ends));
            }
            End first = ends.take();
            return new Ended(first.component(), first.outcome().words());
        } finally {
            end(crew);
        }
    }

    private void one(Component component, BlockingQueue<End> ends) {
        String name = component.name();
        Map<String, String> environment = new TreeMap<>(Map.of("DELIVERY_COMPONENT", name));
        try {
            ends.add(new End(name, ports.commands()
                    .run(
                            Command.of(component.development().run()).in(component.path()).with(environment),
                            line -> lines.accept(name, line),
                            line -> lines.accept(name, line))));
        } catch (InterruptedException e) {
            // it was ended with the others
            Thread.currentThread().interrupt();
        }
    }

    /** Each thread ends its process and that one's children; it is waited for, also by who is interrupted again. */
    private static void end(ExecutorService crew) {
        crew.shutdownNow();
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        while (!crew.isTerminated() && System.nanoTime() < deadline) {
            try {
                crew.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What runs where, for people. */
    public static Map<String, String> commands(List<Component> components) {
        Map<String, String> commands = new LinkedHashMap<>();
        components.forEach(component -> commands.put(component.name(), String.join(" ", component.development().run())));
        return commands;
    }
}
