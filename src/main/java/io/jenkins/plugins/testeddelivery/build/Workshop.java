package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Builds one component, whatever its kind, and records what came of it. */
final class Workshop implements AutoCloseable {
    private final Ledger ledger;
    private final ArchiveBuilds archives;
    private final ImageBuilds images;
    private final Slots slots;

    Workshop(Ports ports, Ledger ledger, Artifacts artifacts, Accounting accounting, Slots slots) {
        this.ledger = ledger;
        this.archives = new ArchiveBuilds(ledger.store());
        this.images = new ImageBuilds(ports, artifacts, accounting);
        this.slots = slots;
    }

    /** Begins with what the first image will need. */
    void expectImages() {
        images.begin();
    }

    @Override
    public void close() {
        images.close();
    }

    Fact.Candidate build(Job job) throws IOException, InterruptedException {
        job.ports().log().line("building (" + job.strategy() + ")");
        Fact.Candidate candidate;
        try {
            candidate = job.component().kind() == Component.Kind.IMAGE ? images.build(job, slots) : archives.build(job);
        } finally {
            job.ports().workspace().act(new BuildFolder.Remove(job.temporary()));
        }
        keepDocument(job);
        ledger.append(candidate);
        return candidate;
    }

    /** The text behind the fingerprint: a later plan can then name the first input that differs. */
    private void keepDocument(Job job) throws IOException, InterruptedException {
        String document = job.scan().documents().getOrDefault(job.name(), "");
        ContentStore store = ledger.store();
        if (!document.isEmpty() && !store.has(job.fingerprint())) {
            store.put(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
