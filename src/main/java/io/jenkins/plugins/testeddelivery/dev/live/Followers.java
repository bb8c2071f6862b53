package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.docker.ContainerOutput;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Follows what every container prints, each from when it was started, so that no line of one started anew is lost. */
final class Followers implements AutoCloseable {
    private static final Duration NOTED_LATE = Duration.ofMillis(100);

    private final ContainerOutput output;
    private final BiConsumer<String, String> lines;
    private final Map<String, Thread> threads = new HashMap<>();

    /** @param lines receives service and line, from any thread */
    Followers(Ports ports, BiConsumer<String, String> lines) throws IOException, InterruptedException {
        this.output = ContainerOutput.find(ports);
        this.lines = lines;
    }

    /** Begins with those that are new. */
    void see(Map<String, List<Engine.Container>> containers) {
        threads.values().removeIf(thread -> !thread.isAlive());
        containers.forEach((service, all) -> {
            for (Engine.Container container : all) {
                String key = container.id() + " " + container.startedAt();
                if (container.running() && !threads.containsKey(key)) {
                    threads.put(key, follow(service, container));
                }
            }
        });
    }

    private Thread follow(String service, Engine.Container container) {
        Thread thread = new Thread(
                () -> {
                    try {
                        output.follow(container.id(), since(container), line -> lines.accept(service, line));
                    } catch (InterruptedException e) {
                        // nobody reads on
                        return;
                    }
                },
                "log of " + service);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The engine notes the start a little after the process runs, and what it printed until then counts. */
    private static String since(Engine.Container container) {
        try {
            return Instant.parse(container.startedAt()).minus(NOTED_LATE).toString();
        } catch (DateTimeParseException e) {
            return container.startedAt();
        }
    }

    @Override
    public void close() {
        threads.values().forEach(Thread::interrupt);
    }
}
