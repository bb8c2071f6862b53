package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Commands.Captured;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Changes files in running containers, with the executable that builds images. */
public final class ContainerFiles {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final DockerExecutable executable;

    private ContainerFiles(DockerExecutable executable) {
        this.executable = executable;
    }

    /** @throws Failure UNREACHABLE if there is no docker executable, or no engine behind it */
    public static ContainerFiles find(Ports ports) throws IOException, InterruptedException {
        return new ContainerFiles(new DockerExecutable(
                ports.commands(), new FindBuildProgram(ports.commands()).find().program().path()));
    }

    /**
     * Copies a file, over one that is there; folders it needs are made where the container has {@code mkdir}.
     *
     * @param source absolute
     * @param target absolute, in the container
     */
    public void put(String container, String source, String target) throws InterruptedException {
        String id = Reference.safeContainer(container);
        String folder = target.substring(0, Math.max(1, target.lastIndexOf('/')));
        // a container without it can take the file all the same where the folder is there
        executable.run(DEADLINE, List.of("exec", id, "mkdir", "-p", "--", folder));
        succeeded(executable.run(DEADLINE, List.of("cp", source, id + ":" + target)), "copy " + target);
    }

    /** Removes a file or folder that may be gone already. */
    public void remove(String container, String target) throws InterruptedException {
        succeeded(
                executable.run(
                        DEADLINE, List.of("exec", Reference.safeContainer(container), "rm", "-rf", "--", target)),
                "remove " + target);
    }

    private static void succeeded(Captured captured, String what) {
        if (!captured.succeeded()) {
            throw Failure.failed("The container engine does not " + Reference.printable(what) + ": "
                    + DockerExecutable.reason(captured));
        }
    }
}
