package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Commands.Captured;
import io.jenkins.plugins.testeddelivery.port.Commands.Ending;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the docker executable for answers that are short, and tells an engine out of reach from one that refuses. */
final class DockerExecutable {
    static final String NAME = "docker";

    private final Commands commands;
    private final String program;

    DockerExecutable(Commands commands, String program) {
        this.commands = commands;
        this.program = program;
    }

    /** @throws Failure UNREACHABLE if it cannot be started, does not end in time or does not reach its engine */
    Captured run(Duration deadline, List<String> arguments) throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of(program));
        argv.addAll(arguments);
        return answered(deadline, arguments, commands.capture(Commands.Command.of(argv).within(deadline)));
    }

    /** Loads an archive as a plain tar: Podman takes no compressed one. */
    Captured loadUnpacked(Duration deadline, String file) throws InterruptedException {
        String pipe = "gzip -dc \"$1\" | \"$2\" load --quiet";
        List<String> argv = List.of("sh", "-c", pipe, "sh", file, program);
        return answered(deadline, List.of("load"), commands.capture(Commands.Command.of(argv).within(deadline)));
    }

    private static Captured answered(Duration deadline, List<String> arguments, Captured captured) {
        if (captured.outcome().ending() == Ending.NOT_STARTED) {
            throw Failure.unreachable("The program 'docker' " + captured.outcome().words()
                    + " Install the Docker command line, or put it on the PATH.");
        }
        if (captured.outcome().ending() == Ending.TIMED_OUT) {
            throw Failure.unreachable("The container engine did not answer 'docker " + arguments.get(0) + "' within "
                    + deadline.toSeconds() + " s. Is it overloaded or stuck?");
        }
        if (!captured.succeeded() && Unreachable.saidBy(captured.err())) {
            throw Unreachable.behindDocker(lastLine(captured.err()));
        }
        return captured;
    }

    /** What docker gave as its reason. */
    static String reason(Captured captured) {
        String line = lastLine(captured.err());
        return line.isEmpty() ? captured.outcome().words() : line;
    }

    static Captured succeeded(Captured captured, String what) {
        if (!captured.succeeded()) {
            throw Failure.failed("The container engine did not " + what + ": " + reason(captured));
        }
        return captured;
    }

    /** A cut line would be read as if it were whole. */
    static String whole(String output) {
        if (output.lines().anyMatch(line -> line.length() >= Commands.LONGEST_LINE)) {
            throw Failure.failed("docker printed a line of more than " + Commands.LONGEST_LINE
                    + " characters, which is more than is read; shorten the label or variable that is so long.");
        }
        return output;
    }

    private static String lastLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.matches("(See|Run) '.*--help'.*"))
                .reduce("", (before, line) -> line)
                .replaceFirst("^(Error response from daemon: |Error: |ERROR: )+", "");
    }
}
