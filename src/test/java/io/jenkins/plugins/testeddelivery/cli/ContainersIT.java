package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Path;
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

    private ImageShop shop;
    private GitRepo repo;
    private Delivery delivery;

    @BeforeEach
    void openShop() throws IOException {
        shop = ImageShop.in(folder.resolve("shop"), engine, engine.environment(), "api", "web");
        repo = shop.repo();
        delivery = shop.delivery();
        repo.commit("open");
    }

    @AfterEach
    void closeShop() {
        shop.close();
    }

    @Test
    void shouldExportImagesThatLoadUnderTheRecordedId() throws IOException {
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        Map<String, Object> release = delivery.run("export", "--json").ok().json();
        Path exported = shop.exported(Json.text(release, "version"));

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
        engine.docker("exec", shop.container("api"), "sh", "-c", "echo row > /data/rows");
        String web = shop.container("web");
        String api = shop.container("api");

        repo.write("api/www/index.txt", "api 2\n").commit("change api");
        ship();
        assertThat(shop.container("web")).isEqualTo(web);
        assertThat(shop.container("api")).isNotEqualTo(api);
        assertThat(shop.read("api", "/www/index.txt")).contains("api 2");
        delivery.run("verify", "--env", "production").ok();

        repo.delete("api/www/health").commit("lose the health page");
        shop.release();
        Delivery.Ran ill = delivery.run("deploy", "--env", "production");
        assertThat(ill.exit()).as(ill.err()).isEqualTo(4);
        assertThat(shop.read("api", "/www/health")).contains("ok");
        assertThat(shop.read("api", "/data/rows")).contains("row");
        assertThat(shop.container("web")).isEqualTo(web);

        delivery.run("rollback", "--env", "production").ok();
        assertThat(shop.read("api", "/www/index.txt")).contains("api 1");
        assertThat(shop.read("api", "/data/rows")).contains("row");
    }

    @Test
    void shouldDeployAndRollBackOnAServerWithTheReleaseAlone() throws IOException {
        String first = shop.exported(shop.release()).toString();
        repo.write("web/www/index.txt", "web 2\n").commit("change web");
        String second = shop.exported(shop.release()).toString();
        Delivery there = shop.server(folder.resolve("server"), engine.environment());

        there.run("deploy", "--env", "production", "--image-dir", first).ok();
        there.run("deploy", "--env", "production", "--image-dir", second).ok();
        assertThat(shop.read("web", "/www/index.txt")).contains("web 2");
        there.run("rollback", "--env", "production").ok();
        assertThat(shop.read("web", "/www/index.txt")).contains("web 1");
    }

    @Test
    void shouldSayThatTheEngineCannotBeReached() {
        Delivery.Ran build = delivery.with(Map.of("DOCKER_HOST", "unix:///nowhere.sock")).run("build");

        assertThat(build.exit()).isEqualTo(3);
        assertThat(build.err()).contains("/nowhere.sock");
    }

    private void ship() {
        shop.release();
        shop.deploy();
    }
}
