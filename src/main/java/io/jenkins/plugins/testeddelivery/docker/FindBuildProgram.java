package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Commands.Captured;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds what to build images with: BuildKit where any docker executable on the PATH has it, else the classic builder.
 * Clients from 23 on have BuildKit only with the buildx component, which distributions often leave out.
 */
final class FindBuildProgram {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int LAST_WITH_BUILDKIT_INSIDE = 22;
    private static final int FIRST_API_WITH_BUILDKIT = 39;
    private static final List<String> ALL_ON_PATH = List.of(
            "sh", "-c", "IFS=:; for d in $PATH; do [ -x \"$d/docker\" ] && printf '%s\\n' \"$d/docker\"; done; true");

    private final Commands commands;

    FindBuildProgram(Commands commands) {
        this.commands = commands;
    }

    /** @param note why it is not the first docker on the PATH, or why not BuildKit; empty: nothing to say */
    record Found(BuildProgram program, String note) {}

    Found find() throws IOException, InterruptedException {
        Map<String, Object> version = version(DockerExecutable.NAME);
        Map<String, Object> server = Json.map(version, "Server");
        if (server.isEmpty()) {
            throw Unreachable.behindDocker("docker version shows no server");
        }
        if (Described.podman(server) || version.toString().contains("Podman")) {
            return new Found(program(DockerExecutable.NAME, version, BuildProgram.Kind.PODMAN), "");
        }
        BuildProgram first = program(DockerExecutable.NAME, version, kind(DockerExecutable.NAME, version, server));
        if (first.buildKit()) {
            return new Found(first, "");
        }
        for (String path : others()) {
            BuildProgram other = other(path, server);
            if (other.buildKit()) {
                return new Found(other, "the docker that comes first on the PATH, " + first.version() + ", has none");
            }
        }
        return new Found(first, "no docker on the PATH has BuildKit for this engine; install its buildx component");
    }

    private List<String> others() throws InterruptedException {
        List<String> paths = new ArrayList<>(
                commands.capture(Commands.Command.of(ALL_ON_PATH).within(DEADLINE)).out().lines().distinct().toList());
        if (!paths.isEmpty()) {
            paths.remove(0);
        }
        return paths;
    }

    private BuildProgram other(String path, Map<String, Object> server) throws IOException, InterruptedException {
        Captured captured = new DockerExecutable(commands, path).run(DEADLINE, versionArguments());
        if (!captured.succeeded()) {
            return new BuildProgram(path, "", BuildProgram.Kind.CLASSIC);
        }
        Map<String, Object> version = Json.readObject(captured.out());
        return program(path, version, kind(path, version, server));
    }

    private BuildProgram.Kind kind(String path, Map<String, Object> version, Map<String, Object> server)
            throws InterruptedException {
        if (api(server) < FIRST_API_WITH_BUILDKIT) {
            return BuildProgram.Kind.CLASSIC;
        }
        Captured buildx = new DockerExecutable(commands, path).run(DEADLINE, List.of("buildx", "version"));
        if (buildx.succeeded()) {
            return BuildProgram.Kind.BUILDX;
        }
        return major(version) <= LAST_WITH_BUILDKIT_INSIDE ? BuildProgram.Kind.BUILT_IN : BuildProgram.Kind.CLASSIC;
    }

    private Map<String, Object> version(String path) throws IOException, InterruptedException {
        Captured captured = new DockerExecutable(commands, path).run(DEADLINE, versionArguments());
        return Json.readObject(DockerExecutable.succeeded(captured, "tell its version").out());
    }

    private static List<String> versionArguments() {
        return List.of("version", "--format", "{{json .}}");
    }

    private static BuildProgram program(String path, Map<String, Object> version, BuildProgram.Kind kind) {
        return new BuildProgram(path, Json.text(Json.map(version, "Client"), "Version"), kind);
    }

    private static int major(Map<String, Object> version) {
        String digits = Json.text(Json.map(version, "Client"), "Version").replaceFirst("[^0-9].*", "");
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    /** The number after the dot: the major version of the API has always been 1. */
    private static int api(Map<String, Object> server) {
        String minor = Json.text(server, "ApiVersion").replaceFirst("^\\d+\\.", "");
        return minor.matches("\\d{1,4}") ? Integer.parseInt(minor) : 0;
    }
}
