package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import java.io.IOException;
import java.util.Map;

/** Builds archives: clears the declared outputs, runs the user's command in place, packs what it left. */
final class ArchiveBuilds {
    private final ContentStore store;

    ArchiveBuilds(ContentStore store) {
        this.store = store;
    }

    Fact.Candidate build(Job job) throws IOException, InterruptedException {
        if (!job.scan().ofTree()) {
            throw Failure.usage(job.name() + ": an archive is built in place; check "
                    + job.scan().commit() + " out and build without --head.");
        }
        long start = System.nanoTime();
        Log log = job.ports().log();
        String file = job.temporary() + "/archive.tar.gz";
        PackArchive.Packed packed = pack(job, file);
        String digest = store.keep(job.ports().workspace(), file);
        if (!digest.equals(packed.digest())) {
            throw Failure.failed(job.name() + ": its archive changed between packing and keeping; build again.");
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        log.line("packed " + packed.files() + " file(s), " + packed.bytes() + " bytes, " + digest);
        Fact.Candidate candidate = job.candidate(job.strategy(), digest, digest, "", digest, millis);
        if (job.tested().filter(tested -> tested.digest().equals(digest)).isEmpty()) {
            return candidate;
        }
        log.line("same as " + job.tested().get().version() + ", keeps its evidence");
        return Job.again(job.tested().get(), candidate).withStored(digest);
    }

    /** Runs the command and packs what it left, into a file relative to the workspace. */
    static PackArchive.Packed pack(Job job, String file) throws IOException, InterruptedException {
        Component.Archive archive = (Component.Archive) job.component().product();
        String path = job.component().path();
        if (!archive.run().isEmpty()) {
            int cleared = job.ports().workspace().act(new ClearOutputs(path, archive.outputs()));
            if (cleared > 0) {
                job.ports().log().line("removed " + cleared + " file(s) of an earlier build");
            }
            run(job, archive);
        }
        PackArchive.Packed packed =
                job.ports().workspace().act(new PackArchive(job.name(), path, archive.outputs(), file));
        Moved.check(job);
        return packed;
    }

    private static void run(Job job, Component.Archive archive) throws InterruptedException {
        Log log = job.ports().log();
        Commands.Command command = Commands.Command.of(archive.run())
                .in(job.component().path())
                .within(job.component().timeout())
                .with(Map.of(
                        "DELIVERY_STRATEGY", job.strategy().name(),
                        "DELIVERY_VERSION", job.plan().version(),
                        "DELIVERY_COMPONENT", job.name()));
        Commands.Outcome outcome = job.ports().commands().run(command, log::line, log::line);
        if (!outcome.succeeded()) {
            throw Failure.failed(Words.unsuccessful(
                    job, "'archive.run' in '" + job.component().path() + "'", outcome));
        }
    }
}
