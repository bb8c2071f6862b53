package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.git.Recheck;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.util.List;

/** Refuses what was built while its inputs were changed: nobody can say what went into it. */
final class Moved {
    private Moved() {}

    static void check(Job job) throws IOException, InterruptedException {
        Recheck recheck = new Recheck(job.scan(), List.of(job.name()));
        if (!job.ports().workspace().act(recheck).components().isEmpty()) {
            throw Failure.failed(job.name() + ": its files changed while it was built; build again.");
        }
    }
}
