package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.deploy.Deployments;
import io.jenkins.plugins.testeddelivery.dev.local.Prepared;
import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.docker.Storehouse;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.upkeep.Keep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes away what development has of components, so that they can be built from nothing: containers, images, dependency
 * folders. Data volumes go only by name, and what an environment runs or may go back to stays.
 */
public final class CleanOut {
    private final Ports ports;
    private final DevProject dev;
    private final String project;

    /** @param project whose images */
    public CleanOut(Ports ports, DevProject dev, String project) {
        this.ports = ports;
        this.dev = dev;
        this.project = project;
    }

    /**
     * What would be removed.
     *
     * @param components whose images and dependency folders
     * @param containers by name
     * @param images id by name, or by id where it has no name
     * @param kept images that stay, and why
     * @param volumes data volumes, as the compose files call them
     */
    public record Proposal(
            Set<String> components,
            List<Engine.Container> containers,
            Map<String, String> images,
            Map<String, String> kept,
            List<String> volumes) {
        public Proposal {
            components = Set.copyOf(components);
            containers = List.copyOf(containers);
            images = new TreeMap<>(images);
            kept = new TreeMap<>(kept);
            volumes = List.copyOf(volumes);
        }
    }

    /**
     * Looks. Changes nothing.
     *
     * @param components names; all of the project's: every container of the development project goes
     * @param volumes data volumes that were asked for by name, as the compose files call them or by their whole name
     * @throws Failure of kind USAGE for a volume that is not the development project's
     */
    public Proposal look(Set<String> components, boolean all, List<String> volumes, Ledger ledger, Deployments deployments)
            throws IOException, InterruptedException {
        Set<String> asked = new TreeSet<>();
        for (String volume : volumes) {
            asked.add(volume(volume));
        }
        List<Engine.Container> containers = new ArrayList<>();
        dev.containers().forEach((service, mine) -> {
            boolean ofThese = components.contains(dev.components().getOrDefault(service, ""));
            if (all || ofThese || mounts(service).stream().anyMatch(asked::contains)) {
                containers.addAll(mine);
            }
        });
        Map<String, String> images = new TreeMap<>();
        Map<String, String> kept = new TreeMap<>();
        Keep keep = Keep.ofEnvironments(ledger.entries(), deployments.needed());
        Set<String> gone = new HashSet<>();
        containers.forEach(container -> gone.add(container.id()));
        Set<String> used = new HashSet<>();
        for (Engine.Container container : dev.engine().containers(Map.of())) {
            if (!gone.contains(container.id())) {
                used.add(container.image());
            }
        }
        for (Storehouse.Stored image : Engines.storehouse(ports).usage().images()) {
            if (project.equals(image.labels().get(Labels.PROJECT))
                    && components.contains(image.labels().getOrDefault(Labels.COMPONENT, ""))) {
                String why = why(image, keep, used);
                String name = image.tags().isEmpty() ? image.id() : image.tags().get(0);
                if (!why.isEmpty()) {
                    kept.put(name, why);
                } else if (image.tags().isEmpty()) {
                    images.put(image.id(), image.id());
                } else {
                    image.tags().forEach(tag -> images.put(tag, image.id()));
                }
            }
        }
        return new Proposal(components, containers, images, kept, List.copyOf(asked));
    }

    /** Why the image stays; empty: it goes. */
    private String why(Storehouse.Stored image, Keep keep, Set<String> used) throws IOException, InterruptedException {
        // in some stores of images the engine's id is not the artifact's digest
        String digest = dev.engine().image(image.id()).map(Engine.Image::digest).orElse("");
        String why = keep.why(image.id()).isEmpty() ? keep.why(digest) : keep.why(image.id());
        if (why.isEmpty() && image.tags().stream().anyMatch(keep::names)) {
            return "an environment needs it by this name";
        }
        return why.isEmpty() && used.contains(image.id()) ? "another container is made of it" : why;
    }

    /** Removes it. What somebody began to use meanwhile stays, with a warning. */
    public void run(Proposal proposal) throws IOException, InterruptedException {
        new Containers(ports, dev).stop(proposal.containers());
        for (Engine.Container container : proposal.containers()) {
            ports.log().progress("removing " + container.name());
            dev.engine().removeContainer(container.id());
        }
        for (Map.Entry<String, String> image : proposal.images().entrySet()) {
            ports.log().progress("removing " + image.getKey());
            try {
                if (image.getKey().equals(image.getValue())) {
                    dev.engine().removeImage(image.getValue());
                } else {
                    dev.engine().untag(image.getKey());
                }
            } catch (Failure e) {
                if (e.kind() == Failure.Kind.UNREACHABLE) {
                    throw e;
                }
                ports.log().warning(image.getKey() + " stays: " + e.getMessage());
            }
        }
        for (String component : proposal.components()) {
            ports.workspace().act(new Prepared.Forget(component));
            dev.engine().removeLeftovers(
                    Map.of(ComposeLabels.PROJECT, dev.name(), Labels.DEPENDENCIES, component));
        }
        for (String volume : proposal.volumes()) {
            dev.engine().removeLeftovers(Map.of(ComposeLabels.PROJECT, dev.name(), ComposeLabels.VOLUME, volume));
        }
    }

    private String volume(String given) {
        Map<String, Object> volumes = Json.map(dev.configuration(), "volumes");
        for (String key : volumes.keySet()) {
            Map<String, Object> volume = Json.map(volumes, key);
            String whole = Json.text(volume, "name").isEmpty() ? dev.name() + "_" + key : Json.text(volume, "name");
            if (given.equals(key) || given.equals(whole)) {
                if (volume.containsKey("external") && !Boolean.FALSE.equals(volume.get("external"))) {
                    throw Failure.usage("--volume " + given + ": it is an external volume, which is not " + dev.name()
                            + "'s to remove; remove it by hand.");
                }
                return key;
            }
        }
        throw Failure.usage("--volume " + given + ": " + dev.name() + " has no such volume; "
                + (volumes.isEmpty() ? "it has none." : "it has " + String.join(", ", volumes.keySet()) + "."));
    }

    /** Volumes that a service mounts. */
    private List<String> mounts(String service) {
        List<String> names = new ArrayList<>();
        Object mounts = Json.map(Json.map(dev.configuration(), "services"), service).get("volumes");
        if (mounts instanceof List<?> all) {
            for (Object mount : all) {
                names.add(mount instanceof Map<?, ?> map
                        ? String.valueOf(map.get("source"))
                        : String.valueOf(mount).split(":", 2)[0]);
            }
        }
        return names;
    }
}
