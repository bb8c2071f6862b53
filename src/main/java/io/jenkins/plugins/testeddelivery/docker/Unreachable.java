package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells what to do when no engine answers. */
final class Unreachable {
    /** Of the engine alone: a registry that cannot be reached is another matter. */
    private static final Pattern CONNECTION = Pattern.compile(
            "cannot connect to the docker daemon|connection aborted|couldn't connect to docker daemon|error during connect"
                    + "|is the docker daemon running|failed to dial grpc|unable to connect to podman"
                    + "|permission denied while trying to connect|permission denied.*docker\\.sock"
                    + "|docker\\.sock.*permission denied|error while fetching server api version",
            Pattern.CASE_INSENSITIVE);

    private static final String SOCKET = "unix://";

    private Unreachable() {}

    static Failure at(String host, Throwable cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Failure(Failure.Kind.UNREACHABLE, words(host, reason), cause);
    }

    /** Where the address is known to the executable alone. */
    static Failure behindDocker(String reason) {
        return at("the address docker uses", new IOException(reason));
    }

    private static String words(String host, String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        String advice;
        if (lower.contains("permission denied")) {
            advice = "add this user to the group that owns the socket (" + group(host)
                    + ", then log in again).";
        } else if (lower.contains("no such file")) {
            advice = "start the engine, or set DOCKER_HOST to where it listens.";
        } else {
            advice = "check that it is running and that DOCKER_HOST is right.";
        }
        return "The container engine cannot be reached at " + host + " (" + Reference.printable(reason) + "): " + advice;
    }

    /** What gives a user the group: of the socket where that is on this machine, else as it usually is. */
    private static String group(String host) {
        String path = host.startsWith(SOCKET) ? host.substring(SOCKET.length()) : "/var/run/docker.sock";
        try {
            PosixFileAttributes socket = Files.readAttributes(Path.of(path), PosixFileAttributes.class);
            return "usermod -aG " + Reference.printable(socket.group().getName()) + " USER";
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            // the socket is elsewhere
            return "usually: usermod -aG docker USER";
        }
    }

    /** Whether what a docker or compose executable said means that it did not reach its engine. */
    static boolean saidBy(String output) {
        return CONNECTION.matcher(output).find();
    }
}
