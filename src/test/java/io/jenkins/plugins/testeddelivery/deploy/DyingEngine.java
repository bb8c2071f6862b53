package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.ImageArchive;
import io.jenkins.plugins.testeddelivery.docker.layers.Comparison;
import io.jenkins.plugins.testeddelivery.docker.layers.Noise;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine whose caller is killed when it is about to remove or rename a container. */
record DyingEngine(Engine engine) implements Engine {
    /** What no code catches. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void removeContainer(String nameOrId) {
        throw new Killed();
    }

    @Override
    public void renameContainer(String name, String newName) {
        throw new Killed();
    }

    @Override
    public String describe() throws IOException, InterruptedException {
        return engine.describe();
    }

    @Override
    public Optional<Image> image(String reference) throws IOException, InterruptedException {
        return engine.image(reference);
    }

    @Override
    public void tag(String image, String repository, String tag) throws IOException, InterruptedException {
        engine.tag(image, repository, tag);
    }

    @Override
    public void untag(String reference) throws IOException, InterruptedException {
        engine.untag(reference);
    }

    @Override
    public Saved save(String reference, String toFile) throws IOException, InterruptedException {
        return engine.save(reference, toFile);
    }

    @Override
    public Comparison compare(String cheap, String dear, String temporary, Noise noise)
            throws IOException, InterruptedException {
        return engine.compare(cheap, dear, temporary, noise);
    }

    @Override
    public Image load(String file, ImageArchive.Content expected) throws IOException, InterruptedException {
        return engine.load(file, expected);
    }

    @Override
    public List<Container> containers(Map<String, String> labels) throws IOException, InterruptedException {
        return engine.containers(labels);
    }

    @Override
    public void createMarker(String name, String image, Map<String, String> labels)
            throws IOException, InterruptedException {
        engine.createMarker(name, image, labels);
    }

    @Override
    public Optional<Container> container(String name) throws IOException, InterruptedException {
        return engine.container(name);
    }

    @Override
    public void stopContainer(String nameOrId, Duration grace) throws IOException, InterruptedException {
        engine.stopContainer(nameOrId, grace);
    }

    @Override
    public void startContainer(String nameOrId) throws IOException, InterruptedException {
        engine.startContainer(nameOrId);
    }

    @Override
    public void restartContainer(String nameOrId, Duration grace) throws IOException, InterruptedException {
        engine.restartContainer(nameOrId, grace);
    }

    @Override
    public long written(String image, Instant since) throws IOException, InterruptedException {
        return engine.written(image, since);
    }

    @Override
    public boolean removeImage(String id) throws IOException, InterruptedException {
        return engine.removeImage(id);
    }

    @Override
    public List<String> logs(String nameOrId, int lines) throws IOException, InterruptedException {
        return engine.logs(nameOrId, lines);
    }

    @Override
    public void removeLeftovers(Map<String, String> labels) throws IOException, InterruptedException {
        engine.removeLeftovers(labels);
    }
}
