package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.ImageArchive;
import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.docker.Registry;
import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows whether a recorded artifact's bytes are there: an archive's in the content store, an image's in the engine, into
 * which it is brought from the store or a registry.
 */
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
    private final Standing standing;
    private final Map<String, String> expected = new ConcurrentHashMap<>();

    /** @param standing says what is in a registry */
    Artifacts(Ports ports, ContentStore store, Standing standing) {
        this.ports = ports;
        this.store = store;
        this.standing = standing;
    }

    /** Looks for the images of all these at once: asking the engine for one takes about as long as for all. */
    void expect(Collection<Fact.Candidate> candidates) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        candidates.stream().map(Fact.Candidate::image).filter(name -> !name.isEmpty()).forEach(names::add);
        if (!names.isEmpty()) {
            expected.putAll(engine().digests(names));
        }
    }

    /** Looks; an image that is only kept in the content store is loaded, and one that only a registry has is pulled. */
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
        // what was seen a while ago counts once
        if (candidate.digest().equals(expected.remove(candidate.image()))) {
            return State.THERE;
        }
        Optional<Engine.Image> named = engine().image(candidate.image());
        if (is(named, candidate)) {
            return State.THERE;
        }
        Optional<Engine.Image> unnamed = engine().image(candidate.digest());
        if (is(unnamed, candidate)) {
            int colon = candidate.image().lastIndexOf(':');
            engine().tag(
                            unnamed.get().id(),
                            candidate.image().substring(0, colon),
                            candidate.image().substring(colon + 1));
            return State.THERE;
        }
        if (named.isPresent()) {
            return State.DAMAGED;
        }
        if (!store.has(candidate.stored())) {
            return pulled(candidate) ? State.THERE : State.GONE;
        }
        return store.intact(candidate.stored()) && loaded(candidate) ? State.THERE : State.DAMAGED;
    }

    private static boolean is(Optional<Engine.Image> image, Fact.Candidate candidate) {
        return image.filter(found -> found.digest().equals(candidate.digest())).isPresent();
    }

    private boolean loaded(Fact.Candidate candidate) throws IOException, InterruptedException {
        String folder = BuildFolder.temporary(candidate.version(), candidate.component());
        String file = folder + "/image.tar.gz";
        try (InputStream kept = store.open(candidate.stored())) {
            ImageArchive.Content content = ImageArchive.read(kept, candidate.image(), List.of(candidate.image()));
            if (!content.digest().equals(candidate.digest())) {
                return false;
            }
            store.give(candidate.stored(), ports.workspace(), file);
            engine().load(file, content);
            return true;
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.FAILED) {
                throw e;
            }
            ports.log().warning(e.getMessage());
            return false;
        } finally {
            ports.workspace().act(new BuildFolder.Remove(folder));
        }
    }

    /** A registry that fails costs a build and no more: what it was to give is built again. */
    private boolean pulled(Fact.Candidate candidate) throws IOException, InterruptedException {
        Optional<String> pushed = standing.pushed(candidate.component(), candidate.digest());
        if (pushed.isEmpty()) {
            return false;
        }
        try {
            Registry.of(ports, Login.NOBODY).pull(Pushed.at(pushed.get()), candidate.image(), candidate.digest());
            ports.log().line(candidate.component() + ": took " + candidate.version() + " from " + pushed.get());
            return true;
        } catch (Failure e) {
            ports.log().warning(candidate.component() + ": " + candidate.version()
                    + " is not taken from the registry: " + e.getMessage());
            return false;
        }
    }

    /** Sought when it is first needed: a repository of archives needs none. */
    Engine engine() throws IOException, InterruptedException {
        return Engines.known(ports);
    }
}
