package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Going back to a release whose image somebody pruned from the engine meanwhile. */
class PrunedImageIT {
    @RegisterExtension
    final TestEngine engine = new TestEngine();

    @TempDir
    private Path folder;

    private ImageShop shop;
    private String one;
    private String two;

    @BeforeEach
    void openShop() throws IOException {
        shop = ImageShop.in(folder.resolve("shop"), engine, engine.environment(), "api");
        shop.repo().commit("open");
        one = shop.release();
    }

    @AfterEach
    void closeShop() {
        shop.close();
    }

    private void deployTwice() throws IOException {
        shop.deploy();
        shop.repo().write("api/www/index.txt", "api 2\n").commit("two");
        two = shop.release();
        shop.deploy();
        engine.docker("exec", shop.container("api"), "sh", "-c", "echo row > /data/rows");
        prune(one);
    }

    private void prune(String version) {
        String image = engine.docker("images", "-q", "--no-trunc", shop.project() + "-api:" + version);
        engine.docker("rmi", "-f", image.strip());
        assertThat(shop.images()).doesNotContain(image.strip());
    }

    private Delivery.Ran rollback(String... more) {
        return shop.delivery().run(
                Stream.concat(
                                Stream.of("rollback", "--env", "production"), Arrays.stream(more))
                        .toArray(String[]::new));
    }

    @Test
    void shouldLoadItAgainFromTheReleaseFolderAndFromTheContentStore() throws IOException {
        deployTwice();

        assertThat(rollback("--dry-run").ok().out())
                .contains("BRING BACK from the release folder _build/artifacts/" + one, "no longer in the engine");
        assertThat(shop.images()).hasSize(1);
        assertThat(rollback().ok().err()).contains("from the release folder", "Loading");
        assertThat(shop.read("api", "/www/index.txt")).isEqualTo("api 1");
        assertThat(shop.read("api", "/data/rows")).isEqualTo("row");
        shop.delivery().run("verify", "--env", "production").ok();

        Folders.delete(shop.exported(two));
        prune(two);
        assertThat(rollback("--version", two).ok().err()).contains("from the content store");
        assertThat(shop.read("api", "/www/index.txt")).isEqualTo("api 2");
        assertThat(shop.repo().path(".git/delivery/lent")).isEmptyDirectory();
        assertThat(shop.exported(two)).doesNotExist();
    }

    @Test
    void shouldLoadNothingThatIsNotWhatRanThere() throws IOException {
        deployTwice();
        String container = shop.container("api");
        List<String> images = shop.images();
        // the content store has the same bytes by a hard link
        Files.setPosixFilePermissions(
                shop.archive("api", one), PosixFilePermissions.fromString("rw-r--r--"));
        byte[] bytes = Files.readAllBytes(shop.archive("api", one));
        bytes[bytes.length / 2] ^= 4;
        Files.write(shop.archive("api", one), bytes);

        Delivery.Ran refused = rollback();

        assertThat(refused.exit()).as(refused.err()).isEqualTo(1);
        assertThat(refused.err()).contains("Cannot go back to " + one, "neither a release folder, a content store");
        assertThat(shop.container("api")).isEqualTo(container);
        assertThat(shop.images()).isEqualTo(images);
        assertThat(shop.delivery().run("status", "--env", "production").ok().out()).doesNotContain("interrupted");
        shop.delivery().run("verify", "--env", "production").ok();
    }

    @Test
    void shouldLoadItAgainWhenAnIllReleaseMustGo() throws IOException {
        shop.deploy();
        String image = engine.docker("images", "-q", "--no-trunc", shop.project() + "-api:" + one).strip();
        String prune = "docker image inspect " + image + " >/dev/null 2>&1 && docker rmi -f " + image + "; exit 1";
        shop.repo().write("api/www/index.txt", "api 2\n");
        shop.repo().write("prune.sh", prune + "\n");
        String yaml = Files.readString(shop.repo().path("delivery.yaml"));
        shop.repo().write("delivery.yaml", yaml.replace("    health:", "    check: [sh, prune.sh]\n    health:"));
        shop.repo().commit("an ill one, and somebody prunes what ran before");
        shop.release();

        Delivery.Ran ill = shop.delivery().run("deploy", "--env", "production", "--accept-environment");

        assertThat(ill.exit()).as(ill.err()).isEqualTo(4);
        assertThat(ill.err()).contains("Bringing back what " + one + " needs", "Loading");
        assertThat(shop.read("api", "/www/index.txt")).isEqualTo("api 1");
        shop.delivery().run("verify", "--env", "production").ok();
    }

    @Test
    void shouldPullItAgainWhereTheEnvironmentRemembersTheRegistryAlone() throws IOException {
        try (TestRegistry registry = TestRegistry.open(folder.resolve("registry"))) {
            Delivery there = shop.server(folder.resolve("server"), engine.environment());
            for (String word : List.of("api 2", "api 3")) {
                shop.repo().write("api/www/index.txt", word + "\n").commit(word);
                shop.delivery().run("build").ok();
                shop.delivery().run("test", "--", "true").ok();
                Map<String, Object> release = shop.delivery().run("export", "--json", "--push", registry.host() + "/r")
                        .ok()
                        .json();
                two = Json.text(release, "version");
                String from = shop.exported(two).toString();
                there.run("deploy", "--env", "production", "--image-dir", from, "--skip-load").ok();
                one = word.equals("api 2") ? two : one;
            }
            assertThat(shop.read("api", "/www/index.txt")).isEqualTo("api 3");
            prune(one);

            Delivery.Ran back = there.run("rollback", "--env", "production");

            assertThat(back.exit()).as(back.err()).isZero();
            assertThat(back.err()).contains("from the registry", "Pulling " + registry.host() + "/r/api:" + one);
            assertThat(shop.read("api", "/www/index.txt")).isEqualTo("api 2");
            assertThat(folder.resolve("server/_build")).doesNotExist();

            prune(two);
            registry.close();
            Delivery.Ran away = there.run("rollback", "--env", "production", "--version", two);
            assertThat(away.exit()).as(away.err()).isEqualTo(3);
            assertThat(shop.read("api", "/www/index.txt")).isEqualTo("api 2");
            assertThat(there.run("status").ok().out()).doesNotContain("interrupted");
        }
    }
}
