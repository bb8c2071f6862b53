package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A repository of images that serve files, with a compose environment {@code production} whose health check asks the first
 * of them; under a name of its own in the engine. Not committed when it is made, so that a test can add to it.
 */
record ImageShop(TestEngine engine, String project, GitRepo repo, Delivery delivery) implements AutoCloseable {
    private static final String HEALTH =
            "health: [ { url: \"http://127.0.0.1:${API_PORT}/health\", within: 10s, stable: 300ms } ]";

    static ImageShop in(Path folder, TestEngine engine, Map<String, String> environment, String... images)
            throws IOException {
        String project = engine.unique("shop");
        GitRepo repo = GitRepo.init(folder);
        StringBuilder components = new StringBuilder();
        StringBuilder services = new StringBuilder();
        for (String name : images) {
            components.append("  %1$s: { path: %1$s, image: {} }\n".formatted(name));
            services.append("  %1$s:\n    build: %1$s\n    stop_grace_period: 0s\n".formatted(name));
            if (name.equals(images[0])) {
                services.append("    ports: [\"127.0.0.1:${API_PORT:-0}:8080\"]\n    volumes: [\"data:/data\"]\n");
            }
            repo.write(name + "/Dockerfile", """
                    FROM %s
                    COPY www /www
                    EXPOSE 8080
                    CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
                    """.formatted(engine.baseImage()));
            repo.write(name + "/www/health", "ok\n").write(name + "/www/index.txt", name + " 1\n");
        }
        repo.write("delivery.yaml", """
                version: 1
                project: %1$s
                environments:
                  production:
                    compose: { files: [compose.yaml], project: %1$s, envFile: .env.production }
                    %2$s
                components:
                %3$s""".formatted(project, HEALTH, components));
        repo.write("compose.yaml", "services:\n" + services + "volumes:\n  data: {}\n");
        repo.write(".gitignore", ".env.*\n").write(".env.production", "API_PORT=" + freePort() + "\n");
        return new ImageShop(engine, project, repo, Delivery.in(repo.root()).with(environment));
    }

    /** Builds, tries and exports what is committed. */
    String release() {
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        return Json.text(delivery.run("export", "--json").ok().json(), "version");
    }

    void deploy() {
        delivery.run("deploy", "--env", "production").ok();
    }

    Path exported(String version) {
        return repo.path("_build/artifacts").resolve(version);
    }

    Path archive(String component, String version) {
        return exported(version).resolve(component + "-" + version + ".tar.gz");
    }

    /** Another machine: an empty folder with the environment's own file. */
    Delivery server(Path folder, Map<String, String> environment) throws IOException {
        Files.copy(repo.path(".env.production"), Files.createDirectories(folder).resolve(".env.production"));
        return Delivery.in(folder).with(environment);
    }

    String container(String service) {
        return engine.docker(
                        "ps", "-q", "--no-trunc",
                        "--filter", "label=com.docker.compose.project=" + project,
                        "--filter", "label=com.docker.compose.service=" + service)
                .strip();
    }

    /** What the service's container has in this file. */
    String read(String service, String file) {
        return engine.docker("exec", container(service), "cat", file);
    }

    /** Digests of the project's images. */
    List<String> images() {
        return engine.docker("images", "-q", "--no-trunc", "--filter", "reference=" + project + "*:*").lines()
                .distinct()
                .filter(id -> !id.isBlank())
                .toList();
    }

    void removeImages() {
        images().forEach(id -> engine.docker("rmi", "-f", id));
    }

    @Override
    public void close() {
        engine.docker("ps", "-aq", "--filter", "label=com.docker.compose.project=" + project)
                .lines()
                .filter(id -> !id.isBlank())
                .forEach(id -> engine.docker("rm", "-f", "-v", id));
        removeImages();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
