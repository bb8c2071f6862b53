package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Commands.Command;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Follows what containers print, with the executable that builds images. */
public final class ContainerOutput {
    private final Ports ports;
    private final String program;

    private ContainerOutput(Ports ports, String program) {
        this.ports = ports;
        this.program = program;
    }

    /** @throws Failure UNREACHABLE if there is no docker executable, or no engine behind it */
    public static ContainerOutput find(Ports ports) throws IOException, InterruptedException {
        return new ContainerOutput(
                ports, new FindBuildProgram(ports.commands()).find().program().path());
    }

    /**
     * Gives line after line until the container ends or the calling thread is interrupted.
     *
     * @param since ISO-8601
     */
    public void follow(String container, String since, Consumer<String> lines) throws InterruptedException {
        Object one = new Object();
        Consumer<String> together = line -> {
            synchronized (one) {
                lines.accept(line);
            }
        };
        ports.commands()
                .run(
                        Command.of(List.of(
                                program, "logs", "--follow", "--since", since, Reference.safeContainer(container))),
                        together,
                        together);
    }
}
