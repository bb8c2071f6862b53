package io.jenkins.plugins.testeddelivery.jenkins.records;

import io.jenkins.plugins.testeddelivery.cli.LocalWorkspace;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A workspace on the controller's own file system, where content may be linked. */
record LinkableWorkspace(Path root) implements Workspace {
    @Override
    public <T extends Serializable> T act(Work<T> work) throws IOException, InterruptedException {
        return here().act(work);
    }

    @Override
    public InputStream read(String path) throws IOException, InterruptedException {
        return here().read(path);
    }

    @Override
    public void write(String path, InputStream content) throws IOException, InterruptedException {
        here().write(path, content);
    }

    @Override
    public Optional<Path> local(String path) {
        return here().local(path);
    }

    private Workspace here() {
        return new LocalWorkspace(root, Map.of(), new TestPorts.Lines());
    }
}
