package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The containers that compose made for a project, as the engine shows them. */
final class ComposeProject {
    /** Keyed hash of the service's definition, run-time settings included. */
    static final String DEFINITION = Labels.PREFIX + "definition";

    private final Engine engine;
    private final String name;
    private final Map<String, Optional<Engine.Image>> images = new HashMap<>();

    ComposeProject(Engine engine, String name) {
        this.engine = engine;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Containers by service. */
    Map<String, List<Engine.Container>> containers() throws IOException, InterruptedException {
        return ComposeLabels.services(engine, name);
    }

    /** Digest of what the container runs; empty: its image is gone from the engine. */
    String digest(Engine.Container container) throws IOException, InterruptedException {
        return image(container.image()).map(Engine.Image::digest).orElse("");
    }

    /** Looks at what these containers run, for {@link #digest}, all at once. */
    void learn(Collection<List<Engine.Container>> containers) throws IOException, InterruptedException {
        Set<String> ids = new TreeSet<>();
        containers.forEach(mine -> mine.forEach(container -> ids.add(container.image())));
        ids.removeAll(images.keySet());
        Map<String, Engine.Image> there = engine.images(ids);
        ids.forEach(id -> images.put(id, Optional.ofNullable(there.get(id))));
    }

    /** The artifacts that are in the engine, under their tags or any other, by service. */
    Map<String, Engine.Image> find(Map<String, Layout.Service> services) throws IOException, InterruptedException {
        Map<String, Engine.Image> all = new TreeMap<>();
        find(services, Layout.Service::image, all);
        if (!all.keySet().containsAll(services.keySet())) {
            find(services, Layout.Service::digest, all);
        }
        return all;
    }

    private void find(
            Map<String, Layout.Service> services, Function<Layout.Service, String> named, Map<String, Engine.Image> all)
            throws IOException, InterruptedException {
        Map<String, Layout.Service> left = new TreeMap<>(services);
        left.keySet().removeAll(all.keySet());
        Set<String> references = new TreeSet<>();
        left.values().forEach(service -> references.add(named.apply(service)));
        Map<String, Engine.Image> there = engine.images(references);
        left.forEach((name, service) -> {
            Engine.Image image = there.get(named.apply(service));
            if (image != null && image.digest().equals(service.digest())) {
                all.put(name, image);
            }
        });
    }

    /** What is seen of the services, for their health. */
    List<Seen> look(Set<String> services, ComposeText text) throws IOException, InterruptedException {
        List<Seen> all = new ArrayList<>();
        Map<String, List<Engine.Container>> containers = containers();
        for (String service : services) {
            boolean comesBack = !text.leftAlone().contains(service);
            List<Engine.Container> mine = containers.getOrDefault(service, List.of());
            if (mine.isEmpty()) {
                all.add(new Seen(service, "", "missing", "", 0, 0, "", true));
            }
            for (Engine.Container container : mine) {
                boolean ended = "exited".equals(container.state()) && container.exitCode() == 0;
                if (!text.jobs().contains(service) || !(ended || container.running())) {
                    all.add(new Seen(
                            service,
                            container.id(),
                            container.state(),
                            container.health(),
                            container.restarts(),
                            container.exitCode(),
                            container.startedAt(),
                            comesBack));
                }
            }
        }
        return all;
    }

    private Optional<Engine.Image> image(String id) throws IOException, InterruptedException {
        Optional<Engine.Image> known = images.get(id);
        if (known == null) {
            known = engine.image(id);
            images.put(id, known);
        }
        return known;
    }
}
