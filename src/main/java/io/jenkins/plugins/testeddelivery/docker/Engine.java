package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.docker.layers.Comparison;
import io.jenkins.plugins.testeddelivery.docker.layers.Noise;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A container engine. Two ways lead to one: docker-java (inside a workspace piece), and the executable where only that
 * reaches the engine.
 *
 * <p>Every method throws {@link io.jenkins.plugins.testeddelivery.port.Failure} of kind UNREACHABLE when the engine
 * cannot be reached, and of kind FAILED when it refuses.
 */
public interface Engine {
    /**
     * An image in the engine.
     *
     * @param id the engine's own id; what containers are started from
     * @param digest sha256 of the image's config blob, the same in every engine; the artifact's digest
     * @param identity sha256 over layers and config without our labels, history and times: equal means "is that artifact"
     * @param tags references
     * @param repoDigests what it is called in registries, {@code name@sha256:...}; none: it never was in one
     * @param layers digests of the uncompressed layers, lowest first
     * @param labels of the config
     * @param size bytes
     * @param platform {@code linux/amd64}, {@code linux/arm/v7}
     * @param exposedPorts {@code 8080/tcp}, sorted
     * @param parent id of the image that the classic builder made it from in this very engine; empty: it came from
     *     elsewhere, or BuildKit made it
     * @param triggers what a Dockerfile that builds on it runs first ({@code ONBUILD})
     */
    record Image(
            String id,
            String digest,
            String identity,
            List<String> tags,
            List<String> repoDigests,
            List<String> layers,
            Map<String, String> labels,
            long size,
            String platform,
            List<String> exposedPorts,
            String parent,
            List<String> triggers)
            implements Serializable {
        public Image {
            tags = List.copyOf(tags);
            repoDigests = List.copyOf(repoDigests);
            layers = List.copyOf(layers);
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
            exposedPorts = List.copyOf(exposedPorts);
            triggers = List.copyOf(triggers);
        }
    }

    /**
     * A container.
     *
     * @param image id of the image it runs
     * @param state {@code created}, {@code running}, {@code restarting}, {@code exited}, {@code dead}, {@code paused}
     * @param health {@code healthy}, {@code unhealthy}, {@code starting}; empty: the image has no health check
     * @param exitCode of the last run
     * @param startedAt ISO-8601; empty: never
     * @param ports host address and port by container port: {@code "8080/tcp" -> "127.0.0.1:49153"}
     */
    record Container(
            String id,
            String name,
            String image,
            String state,
            String health,
            int restarts,
            int exitCode,
            String startedAt,
            Map<String, String> labels,
            Map<String, String> ports)
            implements Serializable {
        public Container {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
            ports = Collections.unmodifiableMap(new TreeMap<>(ports));
        }

        public boolean running() {
            return "running".equals(state);
        }
    }

    /**
     * A saved image: one tar.gz file.
     *
     * @param sha256 of the file, {@code sha256:<64 hex>}
     * @param imageDigest sha256 of the config blob inside
     */
    record Saved(String file, long bytes, String sha256, String imageDigest, List<String> layers)
            implements Serializable {
        public Saved {
            layers = List.copyOf(layers);
        }
    }

    /** Name and version, and where. */
    String describe() throws IOException, InterruptedException;

    /**
     * Asks whether it is there at all, which is less work than to describe it.
     *
     * @throws Failure UNREACHABLE if it is not
     */
    default void reach() throws IOException, InterruptedException {
        describe();
    }

    /** Whether SELinux keeps its containers from files of the host that are not labelled for them. */
    default boolean confinesWithSelinux() throws IOException, InterruptedException {
        return false;
    }

    /** @param reference a tag, or an id */
    Optional<Image> image(String reference) throws IOException, InterruptedException;

    /**
     * The images of these names that are there, looked at in one go.
     *
     * @param references tags, or ids
     */
    default Map<String, Image> images(Collection<String> references) throws IOException, InterruptedException {
        Map<String, Image> found = new TreeMap<>();
        for (String reference : references) {
            image(reference).ifPresent(image -> found.put(reference, image));
        }
        return found;
    }

    /**
     * Digests of the configs of those images that are there, looked at in one go: less work than all that can be seen of them.
     * What {@link #images} saw within the last two seconds may be given again, unless this engine changed something since.
     *
     * @param references tags, or ids
     */
    default Map<String, String> digests(Collection<String> references) throws IOException, InterruptedException {
        Map<String, String> found = new TreeMap<>();
        images(references).forEach((name, image) -> found.put(name, image.digest()));
        return found;
    }

    /** Gives the image another name; one that named another image before names this one from now on. */
    void tag(String image, String repository, String tag) throws IOException, InterruptedException;

    /** Takes the name away, and the image with it if it was the last name. No error if it is gone. */
    void untag(String reference) throws IOException, InterruptedException;

    /**
     * Saves one image under one reference as a tar.gz: read, compressed, hashed and written in one pass. Same image, same
     * reference, same engine: same bytes.
     *
     * @param reference {@code name:tag}; the one reference that is inside afterwards
     * @param toFile in the workspace, relative to its root or absolute; whole or not there
     */
    Saved save(String reference, String toFile) throws IOException, InterruptedException;

    /**
     * Compares what containers of two images would see, file by file, and their configs.
     *
     * @param cheap reference of what the plan gave
     * @param dear reference of what was built from nothing
     * @param temporary folder, made and removed, relative to the workspace
     */
    Comparison compare(String cheap, String dear, String temporary, Noise noise) throws IOException, InterruptedException;

    /**
     * Loads an archive that {@link ImageArchive} has accepted, and gives back what the engine made of it. If that is not
     * what was expected, the tags name what they named before.
     *
     * @param expected what {@link ImageArchive#read} found in this very file; another file is refused
     */
    Image load(String file, ImageArchive.Content expected) throws IOException, InterruptedException;

    /** Containers, running or not, that carry all these labels; an empty value stands for any. */
    List<Container> containers(Map<String, String> labels) throws IOException, InterruptedException;

    /**
     * What these containers use, by id. The engine measures for a second or two, all at once; of whom it does not tell is
     * not in it, and that is never an error.
     */
    default Map<String, Usage> usage(Collection<String> ids) throws IOException, InterruptedException {
        return Map.of();
    }

    /** Makes a container that never runs: a named place for labels. Fails with {@link NameTaken} if there is one. */
    void createMarker(String name, String image, Map<String, String> labels) throws IOException, InterruptedException;

    Optional<Container> container(String name) throws IOException, InterruptedException;

    /** Fails with {@link NameTaken} if there is one with the new name. */
    void renameContainer(String name, String newName) throws IOException, InterruptedException;

    /** Removes a container, running or not; never its volumes, the anonymous neither. No error if it is gone. */
    void removeContainer(String nameOrId) throws IOException, InterruptedException;

    /** Asks it to end and ends it after {@code grace}. No error if it is stopped or gone. */
    void stopContainer(String nameOrId, Duration grace) throws IOException, InterruptedException;

    /** Starts one that is there; nothing happens if it runs. */
    void startContainer(String nameOrId) throws IOException, InterruptedException;

    /** Asks it to end, ends it after {@code grace}, and starts it again; one that is stopped is started. */
    void restartContainer(String nameOrId, Duration grace) throws IOException, InterruptedException;

    /**
     * Bytes of the image's layers that were made at this time or later. An engine that sets all times to the same
     * counts none.
     */
    long written(String image, Instant since) throws IOException, InterruptedException;

    /** Removes an image by its id, unless a container or another image needs it. False if something does. */
    boolean removeImage(String id) throws IOException, InterruptedException;

    /** Last lines of a container's output, standard error included, in the order they came. */
    List<String> logs(String nameOrId, int lines) throws IOException, InterruptedException;

    /** Removes networks and volumes that carry all these labels, of which there must be one at least. */
    void removeLeftovers(Map<String, String> labels) throws IOException, InterruptedException;

    /** A container with that name exists. */
    final class NameTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NameTaken(String name) {
            super(name);
        }
    }
}
