package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command with Podman's socket in place of Docker's: build, test, export, deploy, rollback, registry. */
class PodmanIT {
    @RegisterExtension
    static final TestEngine PODMAN = TestEngine.podman();

    @TempDir
    private Path folder;

    private String project;
    private GitRepo repo;
    private Delivery delivery;

    @BeforeEach
    void openShop() throws IOException {
        project = PODMAN.unique("shop");
        repo = GitRepo.init(folder.resolve("shop"));
        delivery = Delivery.in(repo.root()).with(PODMAN.environment());
        repo.write("delivery.yaml", """
                version: 1
                project: %1$s
                components:
                  api: { path: api, image: {} }
                trial:
                  env: production
                  run: sh smoke.sh
                environments:
                  production:
                    compose: { files: [compose.yaml], project: %1$s, envFile: .env.production }
                    health: [ { url: "http://127.0.0.1:${API_PORT}/health", within: 10s, stable: 300ms } ]
                """.formatted(project));
        repo.write("api/Dockerfile", """
                FROM %s
                COPY www /www
                EXPOSE 8080
                CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
                """.formatted(PODMAN.baseImage()));
        repo.write("api/www/health", "ok\n").write("api/www/index.txt", "api 1\n");
        repo.write("smoke.sh", "busybox wget -q -O- $DELIVERY_URL_API/index.txt\n");
        repo.write("compose.yaml", """
                services:
                  api:
                    build: api
                    ports: ["127.0.0.1:${API_PORT:-0}:8080"]
                    stop_grace_period: 1s
                    volumes: ["data:/data"]
                volumes:
                  data: {}
                """);
        repo.write(".gitignore", ".env.*\n").commit("open");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            repo.write(".env.production", "API_PORT=" + socket.getLocalPort() + "\n");
        }
    }

    @Test
    void shouldBuildTestExportDeployAndGoBack() throws IOException {
        assertThat(delivery.run("doctor").out()).contains("Podman");
        String first = export();
        PODMAN.docker("rmi", "-f", project + "-api:" + first);
        delivery.run("deploy", "--env", "production").ok();
        PODMAN.docker("exec", container(), "sh", "-c", "echo row > /data/rows");
        assertThat(PODMAN.docker("exec", container(), "cat", "/www/index.txt")).contains("api 1");

        repo.write("api/www/index.txt", "api 2\n").commit("change api");
        export();
        delivery.run("deploy", "--env", "production").ok();
        assertThat(PODMAN.docker("exec", container(), "cat", "/www/index.txt")).contains("api 2");
        delivery.run("verify", "--env", "production").ok();

        repo.delete("api/www/health").commit("lose the health page");
        export();
        Delivery.Ran ill = delivery.run("deploy", "--env", "production");
        assertThat(ill.exit()).as(ill.err()).isEqualTo(4);
        assertThat(PODMAN.docker("exec", container(), "cat", "/www/health")).contains("ok");

        delivery.run("rollback", "--env", "production").ok();
        assertThat(PODMAN.docker("exec", container(), "cat", "/www/index.txt")).contains("api 1");
        assertThat(PODMAN.docker("exec", container(), "cat", "/data/rows")).contains("row");
        assertThat(delivery.run("status").ok().out()).contains("well");
    }

    @Test
    void shouldBringChangesToWhatDevelopmentRuns() throws Exception {
        repo.write("api/Dockerfile", """
                FROM %s
                WORKDIR /srv/app
                COPY requirements.txt /etc/wanted
                RUN read one < /etc/wanted && echo "installed $one" > /etc/installed
                COPY www www
                CMD ["httpd", "-f", "-p", "8080", "-h", "/srv/app/www"]
                """.formatted(PODMAN.baseImage()));
        repo.write("api/requirements.txt", "1\n").write("api/www/style.css", "first\n");
        Path out = Files.createFile(folder.resolve("out"));
        Path err = Files.createFile(folder.resolve("err"));
        project += "-dev";
        Process dev = delivery.start(out, err, "dev", "--plain");
        try {
            until(out, err, "1 service started");
            String first = container();
            assertThat(PODMAN.docker("exec", first, "cat", "/srv/app/www/style.css", "/etc/installed"))
                    .contains("first", "installed 1");

            repo.write("api/www/style.css", "second\n");
            until(out, err, "api www/style.css: mounted, nothing to restart");
            assertThat(PODMAN.docker("exec", first, "cat", "/srv/app/www/style.css")).contains("second");
            repo.write("api/www/index.txt", "api 2\n");
            until(out, err, "api www/index.txt: restarted");
            assertThat(container()).isEqualTo(first);

            repo.write("api/requirements.txt", "2\n");
            until(out, err, "api requirements.txt: dependencies installed");
            assertThat(PODMAN.docker("exec", container(), "cat", "/srv/app/www/style.css", "/etc/installed"))
                    .contains("second", "installed 2");
        } finally {
            Delivery.program(folder, "kill", "-INT", String.valueOf(dev.pid()));
            assertThat(dev.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(dev.exitValue()).isEqualTo(130);
        assertThat(container()).isEmpty();
    }

    private static void until(Path out, Path err, String words) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!Files.readString(out).contains(words)) {
            assertThat(System.nanoTime()).as(Files.readString(out) + Files.readString(err)).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Takes a minute, and what is told apart there for Podman is a few lines: with {@code -Dthorough}. */
    @Test
    @EnabledIfSystemProperty(named = "thorough", matches = ".*")
    void shouldPushToARegistryAndDeployFromIt() throws IOException {
        try (TestRegistry registry = TestRegistry.guarded(folder.resolve("registry"))) {
            Path config = Files.createDirectories(folder.resolve("config"));
            Files.writeString(config.resolve("config.json"),
                    "{\"auths\":{\"%s\":{\"auth\":\"YWRhOnNlY3JldA==\"}}}".formatted(registry.host()));
            Delivery here = delivery.with(Map.of("DOCKER_CONFIG", config.toString()));
            here.run("build").ok();
            here.run("test").ok();
            Map<String, Object> release = here.run("export", "--json", "--push", registry.host() + "/shop").ok().json();
            String version = Json.text(release, "version");
            Path archive = repo.path("_build/artifacts").resolve(version).resolve("api-" + version + ".tar.gz");
            Files.delete(archive);
            Files.delete(Path.of(archive + ".sha256"));
            PODMAN.docker("rmi", "-f", project + "-api:" + version);

            Delivery.Ran deployed = here.run("deploy", "--env", "production", "--skip-load");

            assertThat(deployed.exit()).as(deployed.err()).isZero();
            assertThat(PODMAN.docker("inspect", "-f", "{{.Image}}", container()))
                    .contains(Json.text(Json.maps(release, "artifacts").get(0), "imageId").substring("sha256:".length()));
        }
    }

    private String export() {
        for (List<String> step : List.of(List.of("build"), List.of("test"))) {
            delivery.run(step.toArray(String[]::new)).ok();
        }
        return Json.text(delivery.run("export", "--json").ok().json(), "version");
    }

    private String container() {
        return PODMAN.docker("ps", "-q", "--no-trunc", "--filter", "label=com.docker.compose.project=" + project).lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }
}
