package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The very image that a service is to run.
 *
 * @param image the engine's own id
 * @param version of the artifact; empty: it was not built here
 * @param digest of the artifact; likewise
 */
public record Pin(String image, String component, String version, String digest) {
    /** The artifact in the engine, under its name or any other. */
    public static Pin of(Engine engine, Fact.Candidate artifact) throws IOException, InterruptedException {
        for (String reference : List.of(artifact.image(), artifact.digest())) {
            Optional<Engine.Image> there = engine.image(reference);
            if (there.isPresent() && there.get().digest().equals(artifact.digest())) {
                return new Pin(there.get().id(), artifact.component(), artifact.version(), artifact.digest());
            }
        }
        throw Failure.failed("The image " + artifact.image() + " of " + artifact.component()
                + " went away from the engine after it was built; run the same again.");
    }

    /** What a container runs, so that it can be had again. */
    public static Pin of(Engine.Container container) {
        Map<String, String> labels = container.labels();
        return new Pin(
                container.image(),
                labels.getOrDefault(Labels.COMPONENT, ""),
                labels.getOrDefault(Labels.VERSION, ""),
                labels.getOrDefault(Labels.ARTIFACT, ""));
    }

    /** What a container of it is marked with. */
    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        labels.put(Labels.COMPONENT, component);
        labels.put(Labels.VERSION, version);
        labels.put(Labels.ARTIFACT, digest);
        labels.values().removeIf(String::isEmpty);
        return labels;
    }

    /** What it is called for people. */
    public String shown() {
        return version.isEmpty() ? image.substring(0, Math.min(image.length(), "sha256:".length() + 12)) : version;
    }
}
