package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** The digest of the config in a tar that {@code docker save} wrote. */
record FileConfigDigest(String file) implements Workspace.Work<String> {
    @Override
    public String in(Workspace.Place place) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(place.path(file)), 1 << 16)) {
            return ImagePacking.look(in).digest();
        }
    }
}
