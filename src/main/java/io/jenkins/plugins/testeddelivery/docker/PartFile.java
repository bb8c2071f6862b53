package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes an empty file next to the one that is wanted, for what is not finished, and gives its absolute path. */
record PartFile(String file) implements Workspace.Work<String> {
    @Override
    public String in(Workspace.Place place) throws IOException {
        Path folder = place.path(file).toAbsolutePath().normalize().getParent();
        Files.createDirectories(folder);
        return Files.createTempFile(folder, ".image", ".part").toString();
    }
}
