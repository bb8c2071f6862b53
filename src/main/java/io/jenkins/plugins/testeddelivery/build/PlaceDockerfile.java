package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts a Dockerfile into a folder of its own, outside of the context, where no {@code COPY . .} sees it. Gives back its
 * absolute path. It is gone after the build, so that nothing waits for the disk.
 */
record PlaceDockerfile(String folder, String text) implements Workspace.Work<String> {
    @Override
    public String in(Workspace.Place place) throws IOException {
        Path dockerfile =
                place.path(folder).resolve("Dockerfile").toAbsolutePath().normalize();
        Files.createDirectories(dockerfile.getParent());
        Files.writeString(dockerfile, text);
        return dockerfile.toString();
    }
}
