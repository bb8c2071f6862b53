package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.ImageArchive;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.docker.Registry;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Pushes a release's images while it is exported; one that the engine no longer has is loaded from its file first. */
final class Pusher {
    private final Ports ports;
    private final Push push;
    private final Packer.EngineSource engines;
    private final String staging;
    private Registry registry;

    Pusher(Ports ports, Push push, Packer.EngineSource engines, String staging) {
        this.ports = ports;
        this.push = push;
        this.engines = engines;
        this.staging = staging;
    }

    /** Where the artifact is then; {@link Pushed#NOWHERE} for archives, and where nothing is to be pushed. */
    Pushed push(Fact.Candidate artifact, Packer.Packed packed) throws IOException, InterruptedException {
        if (!push.wanted() || !artifact.kind().equals(ReleaseArtifact.IMAGE)) {
            return Pushed.NOWHERE;
        }
        try {
            Engine.Image image = image(artifact, packed);
            if (registry == null) {
                registry = Registry.of(ports, push.login());
            }
            Pushed pushed = registry.push(image, push.of(artifact.component(), packed.from()));
            ports.log().line(artifact.component() + ": pushed " + pushed.reference() + ", " + pushed.manifest());
            return pushed;
        } catch (Failure e) {
            throw new Failure(
                    e.kind(),
                    "Nothing was exported: " + e.getMessage() + " Without --push the release is written all the same,"
                            + " with its archives.",
                    e.getCause());
        }
    }

    private Engine.Image image(Fact.Candidate artifact, Packer.Packed packed) throws IOException, InterruptedException {
        Engine engine = engines.engine();
        for (String name : new String[] {packed.image(), artifact.image(), artifact.digest()}) {
            Optional<Engine.Image> image = name.isEmpty() ? Optional.empty() : engine.image(name);
            if (image.isPresent() && image.get().digest().equals(artifact.digest())) {
                return image.get();
            }
        }
        String file = staging + "/" + packed.file();
        ports.log().line(artifact.component() + ": loading " + packed.image() + ", to push it");
        ImageArchive.Content content;
        try (InputStream in = new BufferedInputStream(ports.workspace().read(file), 1 << 16)) {
            content = ImageArchive.read(in, packed.file());
        }
        if (!content.digest().equals(artifact.digest())) {
            throw Failure.failed("the file of " + artifact.component() + " holds " + content.digest() + " and not "
                    + artifact.digest() + ", which was tested; run: delivery build.");
        }
        return engine.load(file, content);
    }
}
