package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.release.Release;

/**
 * Where a release's bytes come from.
 *
 * @param folder the release folder, in the workspace
 * @param load whether images are loaded; else they must be in the engine
 */
record Source(String folder, Release release, boolean load) {
    /** The component's file in the workspace. */
    String file(String component) {
        return folder + "/" + release.artifact(component).orElseThrow().file();
    }
}
