package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Makes the archive we ship out of a tar that {@code docker save} wrote. */
record PackFile(String tar, String reference, String file) implements Workspace.Work<Engine.Saved> {
    @Override
    public Engine.Saved in(Workspace.Place place) throws IOException, InterruptedException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(place.path(tar)), 1 << 16)) {
            return ImagePacking.pack(in, reference, place.path(file), file);
        }
    }
}
