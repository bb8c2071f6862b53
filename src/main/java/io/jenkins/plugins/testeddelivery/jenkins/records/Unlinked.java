package io.jenkins.plugins.testeddelivery.jenkins.records;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/** A workspace whose files are copied and never linked, wherever they are. */
record Unlinked(Workspace workspace) implements Workspace {
    @Override
    public <T extends Serializable> T act(Work<T> work) throws IOException, InterruptedException {
        return workspace.act(work);
    }

    @Override
    public InputStream read(String path) throws IOException, InterruptedException {
        return workspace.read(path);
    }

    @Override
    public void write(String path, InputStream content) throws IOException, InterruptedException {
        workspace.write(path, content);
    }

    @Override
    public Optional<Path> local(String path) {
        return Optional.empty();
    }
}
