package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;

/** Removes a folder and what is in it, following no link; gone already is fine. */
public record RemoveFolder(String folder) implements Workspace.Work<Boolean> {
    @Override
    public Boolean in(Workspace.Place place) throws IOException {
        return Folders.delete(place.path(folder));
    }
}
