package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.build.UnpackArchive;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.ImageArchive;
import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Brings the artifacts of a set to where a trial uses them: archives unpacked in a folder, images in the engine. */
final class Provision {
    private final Ports ports;
    private final ContentStore store;
    private final String id;

    Provision(Ports ports, ContentStore store, String id) {
        this.ports = ports;
        this.store = store;
        this.id = id;
    }

    /** Unpacks an archive under its component's name. */
    void unpack(String component, Fact.Candidate archive) throws IOException, InterruptedException {
        ports.log().progress("trial: unpacking " + component);
        String file = TrialFolder.arriving(id, component);
        store.give(stored(component, archive), ports.workspace(), file);
        ports.workspace().act(new UnpackArchive(file, TrialFolder.candidates(id) + "/" + component));
        ports.workspace().act(new TrialFolder.Discard(file));
    }

    /** The image in the engine that is the artifact, byte for byte; loaded if it is not there. */
    Engine.Image image(Engine engine, String component, Fact.Candidate artifact)
            throws IOException, InterruptedException {
        for (String reference : new String[] {artifact.image(), artifact.digest()}) {
            Optional<Engine.Image> there = reference.isEmpty() ? Optional.empty() : engine.image(reference);
            if (there.isPresent() && there.get().digest().equals(artifact.digest())) {
                return there.get();
            }
        }
        return load(engine, component, artifact);
    }

    private Engine.Image load(Engine engine, String component, Fact.Candidate artifact)
            throws IOException, InterruptedException {
        ports.log().progress("trial: loading the image of " + component);
        String stored = stored(component, artifact);
        ImageArchive.Content content;
        try (InputStream bytes = store.open(stored)) {
            content = ImageArchive.read(bytes, "the kept image of " + component);
        }
        if (!content.digest().equals(artifact.digest())) {
            throw Failure.failed("what is kept as the image of " + component + " is another image (" + content.digest()
                    + " instead of " + artifact.digest() + "); run `delivery build " + component + "`");
        }
        String file = TrialFolder.arriving(id, component);
        store.give(stored, ports.workspace(), file);
        Engine.Image loaded = engine.load(file, content);
        ports.workspace().act(new TrialFolder.Discard(file));
        return loaded;
    }

    private String stored(String component, Fact.Candidate artifact) throws IOException {
        if (artifact.stored().isEmpty() || !store.has(artifact.stored())) {
            throw Failure.failed("the artifact of " + component + " (" + artifact.version() + ") is gone: "
                    + (artifact.image().isEmpty() ? "" : artifact.image() + " is not in the engine and ")
                    + "its bytes are not kept; run `delivery build " + component + "`");
        }
        return artifact.stored();
    }
}
