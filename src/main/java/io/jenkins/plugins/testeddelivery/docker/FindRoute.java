package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Decides from the environment that holds beside the files which way leads to the engine the {@code docker} executable
 * would speak to there: its socket, or only the executable itself.
 */
record FindRoute() implements Workspace.Work<FindRoute.Route> {
    /** Forces a way: {@code socket} or {@code executable}. */
    static final String FORCE = "DELIVERY_ENGINE";

    private static final String DEFAULT_HOST = "unix:///var/run/docker.sock";

    /**
     * @param socket whether the socket is a way at all
     * @param executable whether the executable may be tried
     * @param because why the socket is no way; empty: it is one
     */
    record Route(boolean socket, boolean executable, Address address, String because) implements Serializable {}

    @Override
    public Route in(Workspace.Place place) throws IOException {
        Map<String, String> environment = place.environment();
        String forced = environment.getOrDefault(FORCE, "");
        String host = environment.getOrDefault("DOCKER_HOST", "");
        String because = whyNotItsSocket(environment, host);
        Address address = new Address(host.isEmpty() ? DEFAULT_HOST : host, certificates(environment));
        return switch (forced) {
            case "executable" -> new Route(false, true, address, FORCE + "=executable");
            case "socket" -> new Route(true, false, address, "");
            default -> new Route(because.isEmpty(), true, address, because);
        };
    }

    private static String whyNotItsSocket(Map<String, String> environment, String host) throws IOException {
        if (!host.isEmpty()) {
            return host.startsWith("unix://") || host.startsWith("tcp://") || host.startsWith("npipe://")
                    ? ""
                    : "DOCKER_HOST is " + host.replaceAll("//[^@/]*@", "//");
        }
        String context = environment.getOrDefault("DOCKER_CONTEXT", "");
        if (context.isEmpty()) {
            context = currentContext(environment);
        }
        return context.isEmpty() || context.equals("default") ? "" : "the docker context is '" + context + "'";
    }

    private static String currentContext(Map<String, String> environment) throws IOException {
        Path file = configFolder(environment).resolve("config.json");
        if (!Files.isReadable(file)) {
            return "";
        }
        return Json.text(Json.readObject(Files.readAllBytes(file)), "currentContext");
    }

    private static String certificates(Map<String, String> environment) {
        if (environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()) {
            return "";
        }
        String folder = environment.getOrDefault("DOCKER_CERT_PATH", "");
        return folder.isEmpty() ? configFolder(environment).toString() : folder;
    }

    static Path configFolder(Map<String, String> environment) {
        String folder = environment.getOrDefault("DOCKER_CONFIG", "");
        return folder.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".docker")
                : Path.of(folder);
    }
}
