package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.release.Release;

/**
 * Where a release's bytes come from.
 *
 * @param folder the release folder, in the workspace
 * @param load whether images are loaded; else they must be in the engine, or in a registry
 * @param login for the registry; {@link Login#NOBODY}: what docker is logged in with
 */
record Source(String folder, Release release, boolean load, Login login) {
    /** Where the component's image is in a registry. */
    Pushed pushed(String component) {
        return release.artifact(component).orElseThrow().registry();
    }

    /** The component's file in the workspace. */
    String file(String component) {
        return folder + "/" + release.artifact(component).orElseThrow().file();
    }
}
