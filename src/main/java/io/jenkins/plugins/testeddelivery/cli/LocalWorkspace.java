package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The workspace of the command: the files are here, so a piece of work is a call. */
public final class LocalWorkspace implements Workspace {
    private final Place place;

    public LocalWorkspace(Path root, Map<String, String> environment, Log log) {
        this.place = new Place(root.toAbsolutePath().normalize(), Map.copyOf(environment), log);
    }

    @Override
    public <T extends Serializable> T act(Work<T> work) throws IOException, InterruptedException {
        return work.in(place);
    }

    @Override
    public InputStream read(String path) throws IOException {
        return Files.newInputStream(place.path(path));
    }

    @Override
    public void write(String path, InputStream content) throws IOException, InterruptedException {
        WholeFile.copy(content, place.path(path));
    }

    @Override
    public Optional<Path> local(String path) {
        return Optional.of(place.path(path));
    }
}
