package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command with a real engine and compose: from a Dockerfile to containers that run what was tested. */
class ContainersIT {
    @RegisterExtension
    final TestEngine engine = new TestEngine();

    @TempDir
    private Path folder;

    private String project;
    private GitRepo repo;
    private Delivery delivery;

    @BeforeEach
    void openShop() throws IOException {
        project = engine.unique("shop");
        repo = GitRepo.init(folder.resolve("shop"));
        delivery = Delivery.in(repo.root()).with(engine.environment());
        repo.write("delivery.yaml", """
                version: 1
                project: %1$s
                components:
                  api: { path: api, image: {} }
                  web: { path: web, image: {} }
                environments:
                  production:
                    compose: { files: [compose.yaml], project: %1$s, envFile: .env.production }
                    health: [ { url: "http://127.0.0.1:${API_PORT}/health", within: 5s, stable: 500ms } ]
                """.formatted(project));
        for (String name : List.of("api", "web")) {
            repo.write(name + "/Dockerfile", """
                    FROM %s
                    COPY www /www
                    EXPOSE 8080
                    CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
                    """.formatted(engine.baseImage()));
            repo.write(name + "/www/health", "ok\n").write(name + "/www/index.txt", name + " 1\n");
        }
        repo.write("compose.yaml", """
                services:
                  api:
                    build: api
                    ports: ["127.0.0.1:${API_PORT:-0}:8080"]
                    stop_grace_period: 1s
                    volumes: ["data:/data"]
                  web:
                    build: web
                    stop_grace_period: 1s
                volumes:
                  data: {}
                """);
        repo.write(".gitignore", ".env.*\n").commit("open");
        repo.write(".env.production", "API_PORT=" + freePort() + "\n");
    }

    @AfterEach
    void closeShop() {
        for (String id : engine.docker("ps", "-aq", "--filter", "label=com.docker.compose.project=" + project)
                .split("\\s+")) {
            if (!id.isBlank()) {
                engine.docker("rm", "-f", "-v", id);
            }
        }
    }

    @Test
    void shouldExportImagesThatLoadUnderTheRecordedId() throws IOException {
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        Map<String, Object> release = delivery.run("export", "--json").ok().json();
        Path exported = repo.path("_build/artifacts").resolve(Json.text(release, "version"));

        Delivery.program(exported, "sh", "-c", "sha256sum --strict -c *.sha256");
        delivery.run("verify", "_build/artifacts").ok();
        for (Map<String, Object> artifact : Json.maps(release, "artifacts")) {
            String image = Json.text(artifact, "image");
            engine.docker("rmi", "-f", image);
            engine.docker("load", "-q", "-i", exported.resolve(Json.text(artifact, "file")).toString());
            assertThat(engine.docker("image", "inspect", "-f", "{{.Id}}", image).strip())
                    .isEqualTo(Json.text(artifact, "imageId"));
        }
    }

    @Test
    void shouldRecreateOnlyTheChangedServiceAndGoBackWhenItIsIll() {
        ship();
        engine.docker("exec", container("api"), "sh", "-c", "echo row > /data/rows");
        String web = container("web");
        String api = container("api");

        repo.write("api/www/index.txt", "api 2\n").commit("change api");
        ship();
        assertThat(container("web")).isEqualTo(web);
        assertThat(container("api")).isNotEqualTo(api);
        assertThat(engine.docker("exec", container("api"), "cat", "/www/index.txt")).contains("api 2");
        delivery.run("verify", "--env", "production").ok();

        repo.delete("api/www/health").commit("lose the health page");
        export();
        Delivery.Ran ill = delivery.run("deploy", "--env", "production");
        assertThat(ill.exit()).as(ill.err()).isEqualTo(4);
        assertThat(engine.docker("exec", container("api"), "cat", "/www/health")).contains("ok");
        assertThat(engine.docker("exec", container("api"), "cat", "/data/rows")).contains("row");
        assertThat(container("web")).isEqualTo(web);

        delivery.run("rollback", "--env", "production").ok();
        assertThat(engine.docker("exec", container("api"), "cat", "/www/index.txt")).contains("api 1");
        assertThat(engine.docker("exec", container("api"), "cat", "/data/rows")).contains("row");
    }

    @Test
    void shouldDeployAndRollBackOnAServerWithTheReleaseAlone() throws IOException {
        Path first = export();
        repo.write("web/www/index.txt", "web 2\n").commit("change web");
        Path second = export();
        Path server = Files.createDirectories(folder.resolve("server"));
        Files.copy(repo.path(".env.production"), Files.createDirectories(server).resolve(".env.production"));
        Delivery there = Delivery.in(server).with(engine.environment());

        there.run("deploy", "--env", "production", "--image-dir", first.toString()).ok();
        there.run("deploy", "--env", "production", "--image-dir", second.toString()).ok();
        assertThat(engine.docker("exec", container("web"), "cat", "/www/index.txt")).contains("web 2");
        there.run("rollback", "--env", "production").ok();
        assertThat(engine.docker("exec", container("web"), "cat", "/www/index.txt")).contains("web 1");
    }

    @Test
    void shouldSayThatTheEngineCannotBeReached() {
        Delivery.Ran build = delivery.with(Map.of("DOCKER_HOST", "unix:///nowhere.sock")).run("build");

        assertThat(build.exit()).isEqualTo(3);
        assertThat(build.err()).contains("/nowhere.sock");
    }

    private void ship() {
        export();
        delivery.run("deploy", "--env", "production").ok();
    }

    private Path export() {
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        return repo.path("_build/artifacts")
                .resolve(Json.text(delivery.run("export", "--json").ok().json(), "version"));
    }

    private String container(String service) {
        return engine.docker(
                        "ps", "-q", "--no-trunc",
                        "--filter", "label=com.docker.compose.project=" + project,
                        "--filter", "label=com.docker.compose.service=" + service)
                .strip();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
