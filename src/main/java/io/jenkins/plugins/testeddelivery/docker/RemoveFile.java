package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;

/** Removes a file that was only needed for a moment. */
record RemoveFile(String file) implements Workspace.Work<Boolean> {
    @Override
    public Boolean in(Workspace.Place place) throws IOException {
        return Files.deleteIfExists(place.path(file));
    }
}
