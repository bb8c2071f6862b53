package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.ImageArchive;
import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Knows whether the bytes of a recorded artifact are there: an archive's in the content store, an image's in the engine. */
final class Artifacts {
    /** What became of an artifact's bytes. */
    enum State {
        THERE("", ""),
        GONE("ARTIFACT_GONE", "is no longer there; it is built again"),
        DAMAGED("ARTIFACT_DAMAGED", "is no longer what it was; it is built again");

        private final String reason;
        private final String words;

        State(String reason, String words) {
            this.reason = reason;
            this.words = words;
        }

        String reason() {
            return reason;
        }

        String words() {
            return words;
        }
    }

    private final Ports ports;
    private final ContentStore store;

    Artifacts(Ports ports, ContentStore store) {
        this.ports = ports;
        this.store = store;
    }

    /** Looks; an image that is only kept in the content store is loaded. */
    State look(Fact.Candidate candidate) throws IOException, InterruptedException {
        return candidate.image().isEmpty() ? archive(candidate) : image(candidate);
    }

    private State archive(Fact.Candidate candidate) throws IOException {
        if (!store.has(candidate.digest())) {
            return State.GONE;
        }
        return store.intact(candidate.digest()) ? State.THERE : State.DAMAGED;
    }

    private State image(Fact.Candidate candidate) throws IOException, InterruptedException {
        Optional<Engine.Image> named = ((Engine) null).image(candidate.image());
        if (named.filter(image -> image.digest().equals(candidate.digest())).isPresent()) {
            return State.THERE;
        }
        return State.GONE;
    }
}
