package io.jenkins.plugins.testeddelivery.docker;

import dev.failsafe.function.CheckedRunnable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine that was reached once and is waited for when it goes away in the middle. What is repeated does no harm twice. */
final class PatientEngine implements Engine {
    private final Engine engine;
    private final Circuit circuit;

    PatientEngine(Engine engine, Circuit circuit) {
        this.engine = engine;
        this.circuit = circuit;
    }

    @Override
    public String describe() throws IOException, InterruptedException {
        return circuit.through(engine::describe);
    }

    @Override
    public Optional<Image> image(String reference) throws IOException, InterruptedException {
        return circuit.through(() -> engine.image(reference));
    }

    @Override
    public void tag(String image, String repository, String tag) throws IOException, InterruptedException {
        run(() -> engine.tag(image, repository, tag));
    }

    @Override
    public void untag(String reference) throws IOException, InterruptedException {
        run(() -> engine.untag(reference));
    }

    @Override
    public Saved save(String reference, String toFile) throws IOException, InterruptedException {
        return circuit.through(() -> engine.save(reference, toFile));
    }

    @Override
    public Image load(String file, ImageArchive.Content expected) throws IOException, InterruptedException {
        return circuit.through(() -> engine.load(file, expected));
    }

    @Override
    public List<Container> containers(Map<String, String> labels) throws IOException, InterruptedException {
        return circuit.through(() -> engine.containers(labels));
    }

    @Override
    public void createMarker(String name, String image, Map<String, String> labels)
            throws IOException, InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        run(() -> {
            try {
                tries.incrementAndGet();
                engine.createMarker(name, image, labels);
            } catch (NameTaken e) {
                // the try whose answer was lost may have made it
                boolean ours = tries.get() > 1
                        && engine.container(name)
                                .filter(there -> there.labels().entrySet().containsAll(labels.entrySet()))
                                .isPresent();
                if (!ours) {
                    throw e;
                }
            }
        });
    }

    @Override
    public Optional<Container> container(String name) throws IOException, InterruptedException {
        return circuit.through(() -> engine.container(name));
    }

    @Override
    public void renameContainer(String name, String newName) throws IOException, InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        run(() -> {
            boolean done = tries.incrementAndGet() > 1 && engine.container(name).isEmpty();
            if (!done) {
                engine.renameContainer(name, newName);
            }
        });
    }

    @Override
    public void removeContainer(String nameOrId) throws IOException, InterruptedException {
        run(() -> engine.removeContainer(nameOrId));
    }

    @Override
    public void stopContainer(String nameOrId, Duration grace) throws IOException, InterruptedException {
        run(() -> engine.stopContainer(nameOrId, grace));
    }

    @Override
    public long written(String image, Instant since) throws IOException, InterruptedException {
        return circuit.through(() -> engine.written(image, since));
    }

    @Override
    public boolean removeImage(String id) throws IOException, InterruptedException {
        return circuit.through(() -> engine.removeImage(id));
    }

    @Override
    public List<String> logs(String nameOrId, int lines) throws IOException, InterruptedException {
        return circuit.through(() -> engine.logs(nameOrId, lines));
    }

    @Override
    public void removeLeftovers(Map<String, String> labels) throws IOException, InterruptedException {
        run(() -> engine.removeLeftovers(labels));
    }

    private void run(CheckedRunnable call) throws IOException, InterruptedException {
        circuit.through(() -> {
            call.run();
            return true;
        });
    }
}
