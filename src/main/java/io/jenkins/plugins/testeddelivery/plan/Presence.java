package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.Optional;

/**
 * Says whether an artifact's bytes are there, in the content store or in the engine; whether they are whole is for
 * {@code build} to find out. The engine is asked only for images that were never exported.
 */
public final class Presence {
    private final Ports ports;
    private final Ledger ledger;
    private Engine engine;
    private boolean unreachable;

    public Presence(Ports ports, Ledger ledger) {
        this.ports = ports;
        this.ledger = ledger;
    }

    public boolean there(Fact.Candidate artifact) throws IOException, InterruptedException {
        if (!artifact.stored().isEmpty() && ledger.store().has(artifact.stored())) {
            return true;
        }
        if (artifact.image().isEmpty() || unreachable) {
            return false;
        }
        try {
            if (engine == null) {
                engine = Engines.connect(ports);
            }
            Optional<Engine.Image> image = engine.image(artifact.image());
            return image.isPresent() && image.get().digest().equals(artifact.digest());
        } catch (Failure e) {
            // no engine: whatever it holds is out of reach, so the plan must not count on it
            unreachable = true;
            return false;
        }
    }
}
