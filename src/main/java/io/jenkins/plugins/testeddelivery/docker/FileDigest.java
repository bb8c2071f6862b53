package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;

/** The checksum of a file of the workspace. */
record FileDigest(String file) implements Workspace.Work<String> {
    @Override
    public String in(Workspace.Place place) throws IOException {
        return Digests.of(place.path(file));
    }
}
