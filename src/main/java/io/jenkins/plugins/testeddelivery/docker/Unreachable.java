package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells what to do when no engine answers. */
final class Unreachable {
    private static final Pattern CONNECTION = Pattern.compile(
            "cannot connect to the docker daemon|couldn't connect to docker daemon|error during connect"
                    + "|is the docker daemon running|connection refused|connection reset|no such host"
                    + "|transport is closing|failed to dial|permission denied.*docker.*sock|docker\\.sock.*permission denied"
                    + "|error while fetching server api version|unable to connect to podman|unexpected eof",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Unreachable() {}

    static Failure at(String host, Throwable cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Failure(Failure.Kind.UNREACHABLE, at(host, reason), cause);
    }

    /** One sentence about an address and what went wrong there. */
    static String at(String host, String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        String advice;
        if (lower.contains("permission denied")) {
            advice = "add this user to the group that owns the socket (usually: usermod -aG docker USER, then log in again).";
        } else if (lower.contains("no such file")) {
            advice = "start the engine, or set DOCKER_HOST to where it listens.";
        } else {
            advice = "check that it is running and that DOCKER_HOST is right.";
        }
        return "The container engine cannot be reached at " + host + " (" + Reference.printable(reason) + "): " + advice;
    }

    /** Whether what a docker or compose executable said means that it did not reach its engine. */
    static boolean saidBy(String output) {
        return CONNECTION.matcher(output).find();
    }
}
