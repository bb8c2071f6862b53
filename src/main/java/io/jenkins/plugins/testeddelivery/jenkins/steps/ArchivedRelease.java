package io.jenkins.plugins.testeddelivery.jenkins.steps;

import io.jenkins.plugins.testeddelivery.release.Release;
import java.io.IOException;

/** A release among the artifacts of its run, for people to download: the truth is in the project's store. */
record ArchivedRelease(Release release) {
    void archive(EngineRun engine, String folder) throws IOException, InterruptedException {
        engine.ports().log().progress("archiving");
    }
}
