package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Starts containers again that compose made of the very same files and images, without compose: it would find out for a
 * second or two that there is nothing to do but this.
 */
final class Warm {
    private static final String FILE = "_build/.delivery/dev/up.json";

    private final Ports ports;
    private final DevProject dev;
    private final Set<String> services;
    private final String key;

    /** @param overlay what lies over the repository's own files, images included */
    Warm(Ports ports, DevProject dev, Set<String> services, String overlay) {
        this.ports = ports;
        this.dev = dev;
        this.services = services;
        this.key = dev.key().isEmpty() ? "" : Digests.of(dev.key() + "\0" + String.join(",", services) + "\0" + overlay);
    }

    /** Whether all of them run now. False: something is other than then, or not known; compose has to look. */
    boolean start() throws IOException, InterruptedException {
        Map<String, List<Engine.Container>> there = dev.containers();
        if (key.isEmpty() || !remembered().equals(document(there))) {
            return false;
        }
        if (!sameImages(there)) {
            return false;
        }
        Set<String> started = new TreeSet<>();
        Map<String, Set<String>> needs = new TreeMap<>();
        for (String service : services) {
            Map<String, Object> definition = Json.map(Json.map(dev.configuration(), "services"), service);
            if (Services.waits(definition)) {
                return false;
            }
            Set<String> own = new TreeSet<>(Services.needs(definition));
            own.retainAll(services);
            needs.put(service, own);
        }
        while (started.size() < services.size()) {
            List<String> wave = services.stream()
                    .filter(service -> !started.contains(service) && started.containsAll(needs.get(service)))
                    .toList();
            if (wave.isEmpty() || !start(wave, there)) {
                return false;
            }
            started.addAll(wave);
        }
        return true;
    }

    /** Keeps what compose made, for the next start. */
    void remember() throws IOException, InterruptedException {
        byte[] text = document(dev.containers()).getBytes(StandardCharsets.UTF_8);
        ports.workspace().write(FILE, new ByteArrayInputStream(text));
    }

    private boolean start(Collection<String> wave, Map<String, List<Engine.Container>> there)
            throws InterruptedException {
        List<Callable<Void>> starts = new ArrayList<>();
        for (String service : wave) {
            for (Engine.Container container : there.getOrDefault(service, List.of())) {
                if (!container.running()) {
                    starts.add(() -> {
                        dev.engine().startContainer(container.id());
                        return null;
                    });
                }
            }
        }
        if (starts.isEmpty()) {
            return true;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(starts.size(), 4));
        try {
            for (Future<Void> one : threads.invokeAll(starts)) {
                one.get();
            }
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure || e.getCause() instanceof IOException) {
                // a network that is gone, a port in use: compose mends the one and names the other
                return false;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** A name may name another image by now. */
    private boolean sameImages(Map<String, List<Engine.Container>> there) throws IOException, InterruptedException {
        Map<String, String> names = new TreeMap<>();
        for (String service : services) {
            String name = Json.text(Json.map(Json.map(dev.configuration(), "services"), service), "image");
            if (!name.isEmpty() && !dev.components().containsKey(service)) {
                names.put(service, name);
            }
        }
        Map<String, Engine.Image> images = dev.engine().images(new TreeSet<>(names.values()));
        return names.entrySet().stream()
                .allMatch(entry -> there.getOrDefault(entry.getKey(), List.of()).stream()
                        .allMatch(container -> images.containsKey(entry.getValue())
                                && images.get(entry.getValue()).id().equals(container.image())));
    }

    private String document(Map<String, List<Engine.Container>> containers) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key);
        Map<String, Object> ids = new TreeMap<>();
        for (String service : services) {
            ids.put(
                    service,
                    containers.getOrDefault(service, List.of()).stream()
                            .map(Engine.Container::id)
                            .sorted()
                            .toList());
        }
        json.put("containers", ids);
        return Json.line(json);
    }

    private String remembered() throws InterruptedException {
        try (InputStream in = ports.workspace().read(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // never started, or not readable: compose has to look
            return "";
        }
    }
}
