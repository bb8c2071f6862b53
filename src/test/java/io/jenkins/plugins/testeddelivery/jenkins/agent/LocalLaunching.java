package io.jenkins.plugins.testeddelivery.jenkins.agent;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts processes as a launcher does: replaces macros, copies output, and ends the process alone when told to. */
final class LocalLaunching implements Launching {
    final Path root;
    volatile boolean lost;

    LocalLaunching(Path root) {
        this.root = root;
    }

    @Override
    public Launched start(
            List<String> argv, Map<String, String> environment, String directory, OutputStream out, OutputStream err)
            throws IOException {
        if (lost) {
            throw new AgentLost(new IOException("the channel is closed"));
        }
        ProcessBuilder builder = new ProcessBuilder(argv).directory(root.resolve(directory).toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread first = copier(process.getInputStream(), out);
        Thread second = copier(process.getErrorStream(), err);
        return new Launched() {
            @Override
            public int join() throws InterruptedException {
                int exit = process.waitFor();
                first.join();
                second.join();
                return exit;
            }

            @Override
            public void kill() {
                process.destroy();
            }
        };
    }

    @Override
    public void killAll(Map<String, String> marks) throws IOException, InterruptedException {
        Workspace files = TestPorts.at(root).workspace();
        for (Map.Entry<String, String> mark : marks.entrySet()) {
            files.act(new EndMarked(mark.getKey(), mark.getValue()));
        }
    }

    @Override
    public String path(String path) {
        return root.resolve(path).toString();
    }

    @Override
    public boolean unix() {
        return true;
    }

    private static Thread copier(InputStream in, OutputStream out) {
        Thread thread = new Thread(() -> {
            try {
                in.transferTo(out);
            } catch (IOException e) {
                // the process is gone
                return;
            }
        });
        thread.start();
        return thread;
    }
}
