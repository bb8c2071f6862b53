package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs compose, whichever of its two executables is there, on some files under a project's name. */
final class ComposeProject {
    private static final List<List<String>> PROGRAMS = List.of(List.of("docker", "compose"), List.of("docker-compose"));
    private static final int LAST_LINES = 5;

    private final Ports ports;
    private final List<String> program;
    private final List<String> files;
    private final String envFile;
    private final String project;

    private ComposeProject(Ports ports, List<String> program, List<String> files, String envFile, String project) {
        this.ports = ports;
        this.program = program;
        this.files = files;
        this.envFile = envFile;
        this.project = project;
    }

    /** @param project empty: compose's own choice */
    static ComposeProject of(Ports ports, List<String> files, String envFile, String project)
            throws InterruptedException {
        for (List<String> program : PROGRAMS) {
            List<String> argv = new ArrayList<>(program);
            argv.add("version");
            if (ports.commands().capture(Commands.Command.of(argv)).succeeded()) {
                return new ComposeProject(ports, program, files, envFile, project);
            }
        }
        throw Failure.unreachable("neither `docker compose` nor `docker-compose` can be run here, and the trial has compose"
                + " files; install one of them");
    }

    /** The files as one configuration, everything resolved and interpolated. */
    Map<String, Object> config() throws InterruptedException {
        Commands.Captured captured = ports.commands().capture(Commands.Command.of(argv("config")));
        if (!captured.succeeded()) {
            throw Failure.usage("compose refuses " + String.join(", ", files) + ": " + last(captured.err()));
        }
        return ResolvedYaml.read(captured.out());
    }

    /** Starts all services without building anything; says whether compose was content. */
    boolean up() throws InterruptedException {
        return run("up", "-d", "--no-build");
    }

    /** Removes the project's containers, networks and volumes; says whether compose was content. */
    boolean down() throws InterruptedException {
        return run("down", "--volumes", "--remove-orphans", "--timeout", "1");
    }

    private boolean run(String... arguments) throws InterruptedException {
        return ports.commands()
                .run(Commands.Command.of(argv(arguments)), ports.log()::line, ports.log()::line)
                .succeeded();
    }

    private List<String> argv(String... arguments) {
        List<String> argv = new ArrayList<>(program);
        if (!project.isEmpty()) {
            argv.addAll(List.of("-p", project));
        }
        files.forEach(file -> argv.addAll(List.of("-f", file)));
        if (!envFile.isEmpty()) {
            argv.addAll(List.of("--env-file", envFile));
        }
        argv.addAll(List.of(arguments));
        return argv;
    }

    private static String last(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return String.join(" ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
