package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.HostileProxy;
import io.jenkins.plugins.testeddelivery.testing.HostileProxy.Manner;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command with a real registry that asks for a login, and with one that is ill. */
class RegistryIT {
    @RegisterExtension
    final TestEngine engine = new TestEngine();

    @TempDir
    private Path folder;

    private String project;
    private GitRepo repo;
    private TestRegistry registry;
    private HostileProxy proxy;
    private Map<String, String> environment;
    private Delivery delivery;

    @BeforeEach
    void openShop() throws IOException {
        registry = TestRegistry.guarded(folder.resolve("registry"));
        proxy = new HostileProxy(registry.host());
        project = engine.unique("shop");
        repo = GitRepo.init(folder.resolve("shop"));
        Path config = Files.createDirectories(folder.resolve("docker"));
        Files.writeString(config.resolve("config.json"),
                "{\"auths\":{\"%s\":{\"auth\":\"YWRhOnNlY3JldA==\"}}}".formatted(proxy.host()));
        environment = new HashMap<>(engine.environment());
        environment.put("DOCKER_CONFIG", config.toString());
        delivery = Delivery.in(repo.root()).with(environment);
        repo.write("delivery.yaml", """
                version: 1
                project: %1$s
                components:
                  api: { path: api, image: {} }
                  site: { path: site, archive: { run: "cp index.txt out.txt", outputs: [out.txt] } }
                environments:
                  production:
                    compose: { files: [compose.yaml], project: %1$s }
                """.formatted(project));
        repo.write("site/index.txt", "hello\n");
        repo.write("api/Dockerfile", "FROM %s\nCOPY page /page\nCMD [\"sleep\", \"1000\"]\n".formatted(engine.baseImage()));
        repo.write("api/page", "one\n");
        repo.write("compose.yaml", "services:\n  api:\n    build: api\n    stop_grace_period: 1s\n");
        repo.write(".gitignore", "out.txt\n").commit("open");
    }

    @AfterEach
    void closeShop() {
        engine.docker("ps", "-aq", "--filter", "label=com.docker.compose.project=" + project)
                .lines()
                .filter(id -> !id.isBlank())
                .forEach(id -> engine.docker("rm", "-f", "-v", id));
        removeImages();
        proxy.close();
        registry.close();
    }

    @Test
    void shouldDeployFromTheRegistryWithoutArchives() throws IOException {
        Map<String, Object> release = export();
        Map<String, Object> api = Json.maps(release, "artifacts").get(0);
        Map<String, Object> where = Json.map(api, "registry");
        String version = Json.text(release, "version");

        assertThat(where).containsOnlyKeys("reference", "manifest");
        assertThat(Json.text(where, "reference")).isEqualTo(proxy.host() + "/u/r:api-" + version);
        assertThat(Json.maps(release, "artifacts").get(1)).doesNotContainKey("registry");
        assertThat(registry.get("/v2/u/r/tags/list", true)).contains("api-" + version);
        assertThat(registry.get("/v2/u/r/tags/list", false)).isEqualTo("HTTP 401");

        Path server = serverWithoutImages(version);
        delivery.run("verify", "--registry", server.toString()).ok();
        assertThat(delivery.run("verify", server.toString()).exit()).isEqualTo(1);
        Delivery.Ran deployed = there(server).run("deploy", "--env", "production", "--image-dir", server.toString(), "--skip-load");

        assertThat(deployed.exit()).as(deployed.err()).isZero();
        assertThat(deployed.err()).contains("Pulling " + proxy.host()).doesNotContain("secret", "YWRh");
        assertThat(engine.docker("exec", container(), "cat", "/page")).contains("one");
        assertThat(engine.docker("inspect", "-f", "{{.Image}}", container())).contains(Json.text(api, "imageId"));
        assertThat(engine.docker("inspect", container())).doesNotContain("secret", "YWRhOnNlY3JldA");
    }

    @Test
    void shouldChangeNothingWhereTheRegistryIsIllOrLies() throws IOException {
        Map<String, Object> release = export();
        String version = Json.text(release, "version");
        Path server = serverWithoutImages(version);

        for (Manner manner : List.of(Manner.BROKEN, Manner.CUTTING, Manner.LYING)) {
            proxy.be(manner);
            Delivery.Ran refused =
                    there(server).run("deploy", "--env", "production", "--image-dir", server.toString(), "--skip-load");

            assertThat(refused.exit()).as(manner + refused.err()).isEqualTo(manner == Manner.LYING ? 1 : 3);
            assertThat(refused.err()).contains(proxy.host());
            assertThat(container()).isEmpty();
            assertThat(engine.docker("images", "-q", project + "-api")).isEmpty();
        }
        assertThat(there(server).run("verify", "--registry", server.toString()).exit()).isEqualTo(1);

        proxy.be(Manner.BROKEN);
        there(server).run("deploy", "--env", "production", "--image-dir", server.toString(), "--skip-load");
        assertThat(there(server).run("status").ok().out()).contains("not reached", proxy.host(), "HTTP 500");

        Files.copy(artifact(version), server.resolve(artifact(version).getFileName()));
        Files.copy(Path.of(artifact(version) + ".sha256"), server.resolve(artifact(version).getFileName() + ".sha256"));
        Delivery.Ran fallback =
                there(server).run("deploy", "--env", "production", "--image-dir", server.toString(), "--skip-load");
        assertThat(fallback.exit()).as(fallback.err()).isZero();
        assertThat(fallback.err()).contains("HTTP 500", "archive is loaded in its place");
    }

    @Test
    void shouldExportNothingWhereTheRegistryCannotBeReached() throws IOException {
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        proxy.be(Manner.BROKEN);

        Delivery.Ran refused = delivery.run("export", "--push", proxy.host() + "/shop");

        assertThat(refused.exit()).as(refused.err()).isEqualTo(3);
        assertThat(refused.err()).contains("Nothing was exported", "HTTP 500", "Without --push");
        try (Stream<Path> left = Files.list(repo.path("_build/artifacts"))) {
            assertThat(left).isEmpty();
        }
        assertThat(delivery.run("export", "--push", "shop").exit()).isEqualTo(2);
        delivery.run("export").ok();
    }

    @Test
    void shouldShipThroughTheRegistryWhatWasReleasedWithoutIt() throws IOException {
        repo.write("delivery.yaml", Files.readString(repo.path("delivery.yaml")) + "trial: { run: 'true' }\n").commit("try");
        delivery.run("ship", "--env", "production").ok();
        String repository = proxy.host() + "/shop";

        Map<String, Object> shipped = delivery.run("ship", "--env", "production", "--push", repository, "--json").ok().json();

        Map<String, Object> api = Json.maps(Json.map(shipped, "export"), "artifacts").get(0);
        assertThat(Json.text(Json.map(api, "registry"), "reference")).startsWith(repository + "/api:v");
        assertThat(Json.text(Json.map(shipped, "deploy"), "outcome")).isEqualTo("healthy");
        assertThat(registry.get("/v2/shop/api/tags/list", true)).contains("\"v");
        Delivery.Ran again = delivery.run("ship", "--env", "production", "--push", repository).ok();
        assertThat(again.out()).contains("released", "before, with these very artifacts");
        assertThat(delivery.run("ship", "--env", "production", "--push", "shop").exit()).isEqualTo(2);
    }

    private Map<String, Object> export() {
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        return delivery.run("export", "--json", "--push", proxy.host() + "/u/r:{component}-{version}").ok().json();
    }

    private Path artifact(String version) {
        return repo.path("_build/artifacts").resolve(version).resolve("api-" + version + ".tar.gz");
    }

    /** What arrives on another machine: the release's small files and archives of files, no image. */
    private Path serverWithoutImages(String version) throws IOException {
        Path server = folder.resolve("server/" + version);
        Delivery.program(folder, "mkdir", "-p", "server");
        Delivery.program(folder, "cp", "-r", repo.path("_build/artifacts").resolve(version).toString(), server.toString());
        Files.delete(server.resolve("api-" + version + ".tar.gz"));
        Files.delete(server.resolve("api-" + version + ".tar.gz.sha256"));
        removeImages();
        return server;
    }

    private Delivery there(Path server) {
        return Delivery.in(server.getParent()).with(environment);
    }

    private void removeImages() {
        engine.docker("images", "-q", "--no-trunc", "--filter", "reference=" + project + "*:*")
                .lines()
                .distinct()
                .filter(id -> !id.isBlank())
                .forEach(id -> engine.docker("rmi", "-f", id));
    }

    private String container() {
        return engine.docker("ps", "-q", "--no-trunc", "--filter", "label=com.docker.compose.project=" + project,
                        "--filter", "label=com.docker.compose.service=api")
                .strip();
    }
}
