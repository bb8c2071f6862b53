package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Puts an artifact's one file into the staging folder: from the content store where its bytes are kept, else saved from
 * the engine, once, and kept from then on.
 */
final class Packer {
    private final Ports ports;
    private final Ledger ledger;
    private final Standing standing;
    private final EngineSource engines;
    private final String version;
    private final String staging;

    Packer(Ports ports, Ledger ledger, Standing standing, EngineSource engines, String version, String staging) {
        this.ports = ports;
        this.ledger = ledger;
        this.standing = standing;
        this.engines = engines;
        this.version = version;
        this.staging = staging;
    }

    /** Finds the engine when it is needed: a release of archives, or of what shipped before, needs none. */
    @FunctionalInterface
    interface EngineSource {
        Engine engine() throws IOException, InterruptedException;
    }

    /**
     * An artifact's file in the staging folder.
     *
     * @param stored digest of the file
     * @param image the reference inside; empty for archives
     * @param from version the artifact first shipped in
     */
    record Packed(String file, long bytes, String stored, String image, String from) {}

    Packed pack(Fact.Candidate artifact) throws IOException, InterruptedException {
        Optional<Fact.Shipped> shipped = firstShipped(artifact);
        String from = shipped.map(Fact.Shipped::from).orElse(version);
        String file = ReleaseReader.fileName(artifact.component(), from);
        Fact.Candidate kept = standing.byDigest(artifact.component(), artifact.digest()).orElse(artifact);
        // the file that shipped; where it was lost and saved again, that one
        boolean same = shipped.isPresent() && ledger.store().has(shipped.get().file());
        String stored = same ? shipped.get().file() : kept.stored();
        String image = same ? shipped.get().image() : kept.image();
        if (given(artifact, stored, file)) {
            ports.log().line(artifact.component() + ": "
                    + (shipped.isPresent() ? "unchanged since " + from + ", linked" : "from the content store"));
            return new Packed(file, ledger.store().size(stored), stored, image, from);
        }
        return save(artifact, file, from);
    }

    /** The artifact as it was in the first release that had it. */
    private Optional<Fact.Shipped> firstShipped(Fact.Candidate artifact) {
        Optional<Fact.Shipped> first = Optional.empty();
        for (Ledger.Entry entry : standing.releases()) {
            Fact.Shipped shipped = ((Fact.Release) entry.fact()).artifacts().get(artifact.component());
            if (shipped != null && shipped.digest().equals(artifact.digest())) {
                first = Optional.of(shipped);
            }
        }
        return first;
    }

    private boolean given(Fact.Candidate artifact, String stored, String file)
            throws IOException, InterruptedException {
        ContentStore store = ledger.store();
        boolean image = artifact.kind().equals(ReleaseArtifact.IMAGE);
        if (stored.isEmpty() || !store.has(stored)) {
            if (image) {
                return false;
            }
            throw Failure.failed("Nothing was exported: the packed bytes of " + artifact.component() + " ("
                    + artifact.version() + ") are no longer in the content store; run: delivery build.");
        }
        if (!image && !stored.equals(artifact.digest())) {
            throw Failure.failed("Nothing was exported: the record of " + artifact.component() + " ("
                    + artifact.version() + ") names other bytes than were tested; run: delivery build.");
        }
        try {
            store.pass(stored, ports.workspace(), staging + "/" + file);
            return true;
        } catch (Failure e) {
            if (!image) {
                throw e;
            }
            // the engine may still have what the store has lost
            ports.log().warning(e.getMessage());
            return false;
        }
    }

    private Packed save(Fact.Candidate artifact, String file, String from) throws IOException, InterruptedException {
        Engine engine = engines.engine();
        Engine.Image image = engine.image(artifact.image())
                .filter(found -> found.digest().equals(artifact.digest()))
                .orElseThrow(() -> Failure.failed("Nothing was exported: the tested image of " + artifact.component()
                        + ", " + artifact.image() + " (" + artifact.digest()
                        + "), is no longer in the container engine; run: delivery build."));
        String repository = artifact.image().substring(0, artifact.image().lastIndexOf(':'));
        String reference = repository + ":" + from;
        if (!reference.equals(artifact.image())) {
            engine.tag(image.id(), repository, from);
        }
        ports.log().progress("saving " + reference);
        String path = staging + "/" + file;
        Engine.Saved saved = saved(engine, reference, path);
        if (!saved.imageDigest().equals(artifact.digest())) {
            throw Failure.failed("Nothing was exported: the container engine saved " + saved.imageDigest() + " as "
                    + reference + " instead of the tested " + artifact.digest() + "; export again.");
        }
        String stored = ledger.store().keep(ports.workspace(), path);
        if (!stored.equals(saved.sha256())) {
            throw Failure.failed("Nothing was exported: the saved file of " + artifact.component()
                    + " changed while it was put into the content store (" + Digests.hex(stored) + "); export again.");
        }
        ledger.append(recorded(artifact, reference, stored));
        ports.log().line(artifact.component() + ": saved " + reference + ", " + saved.bytes() + " bytes");
        return new Packed(file, saved.bytes(), stored, reference, from);
    }

    private static Engine.Saved saved(Engine engine, String reference, String path)
            throws IOException, InterruptedException {
        try {
            return engine.save(reference, path);
        } catch (Failure e) {
            if (e.getCause() instanceof IOException problem && e.kind() == Failure.Kind.UNREACHABLE) {
                // a full disk breaks the same pipe as an engine that is gone; one that answers is there
                engine.reach();
                throw problem;
            }
            throw e;
        }
    }

    private static Fact.Candidate recorded(Fact.Candidate artifact, String reference, String stored) {
        return new Fact.Candidate(
                artifact.component(),
                artifact.kind(),
                artifact.fingerprint(),
                artifact.digest(),
                artifact.identity(),
                artifact.version(),
                artifact.commit(),
                artifact.dirty(),
                artifact.strategy(),
                reference,
                stored,
                artifact.millis(),
                artifact.dependencyHash());
    }

    /** What the release cost: built for it, taken up again, or the same as in the release before. */
    String strategy(Fact.Candidate artifact, Packed packed) {
        if (packed.from().equals(version)) {
            return artifact.strategy();
        }
        List<Ledger.Entry> releases = standing.releases();
        Fact.Shipped before = ((Fact.Release) releases.get(0).fact()).artifacts().get(artifact.component());
        return before != null && before.digest().equals(artifact.digest()) ? "NONE" : "REUSE";
    }
}
