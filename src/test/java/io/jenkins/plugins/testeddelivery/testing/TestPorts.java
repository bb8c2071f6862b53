package io.jenkins.plugins.testeddelivery.testing;

import io.jenkins.plugins.testeddelivery.cli.LocalWorkspace;
import io.jenkins.plugins.testeddelivery.cli.ProcessCommands;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Ports onto a local folder that behave as if it were on another machine: every piece of work and every result goes
 * through Java serialization, and no file can be reached directly. What passes here can run on a Jenkins agent.
 */
public final class TestPorts {
    private TestPorts() {}

    public static Ports at(Path root) {
        return at(root, Map.of(), new Lines());
    }

    public static Ports at(Path root, Map<String, String> moreEnvironment, Log log) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(moreEnvironment);
        return new Ports(
                new Remote(new LocalWorkspace(root, environment, log)),
                new ProcessCommands(root, environment),
                log,
                Clock.systemUTC());
    }

    /** Keeps what is logged. */
    public static final class Lines implements Log {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void line(String text) {
            lines.add(text);
        }

        @Override
        public void warning(String text) {
            lines.add("warning: " + text);
        }

        public List<String> all() {
            return lines;
        }
    }

    private record Remote(Workspace workspace) implements Workspace {
        @Override
        public <T extends Serializable> T act(Work<T> work) throws IOException, InterruptedException {
            return copy(workspace.act(copy(work)));
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

        @SuppressWarnings("unchecked")
        private static <T extends Serializable> T copy(T value) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(value);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (T) in.readObject();
            } catch (ClassNotFoundException e) {
                throw new IOException(e);
            }
        }
    }
}
