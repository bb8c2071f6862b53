package io.jenkins.plugins.testeddelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployFilesTest {
    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void makeShop() {
        shop = Shop.in(folder).archive("site");
    }

    private DeployFiles files() {
        return DeployFiles.of(shop.project());
    }

    @Test
    void shouldCollectWhatCommandsName() {
        shop.environment(new Environment(
                "staging", "", new Compose(List.of("compose.yaml"), "", ".env"), "", 5, List.of("./restart.sh"),
                List.of(List.of("./before.sh", "--all")), List.of("sh", "-c",
                        "A=x.cfg ./check.sh>/dev/null && 'b c.sh' .env"),
                List.of(new Environment.Probe("", List.of("python3", "probe.py"), Duration.ZERO, Duration.ZERO))));

        assertThat(files().required()).containsExactly(Map.entry("compose.yaml", "staging"));
        assertThat(files().named())
                .contains("before.sh", "check.sh", "x.cfg", "probe.py")
                .doesNotContain(".env", "compose.yaml", "/dev/null", "restart.sh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb.yaml", "a\\b.yaml", "../x.yaml", "/x.yaml", "a//b.yaml", "delivery.json", "x.sha256", ".env"
            })
    void shouldRefuseAComposeFileThatCannotShip(String file) {
        shop.environment(ExportsTest.environment("staging", new Compose(List.of(file), "", ".env")));

        assertThatThrownBy(this::files)
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                .message()
                .contains("staging")
                .doesNotContain("\n");
    }

    @Test
    void shouldShipWhatTheCommitHolds() throws Exception {
        shop.repo.write("b/real.sh", "real").write("-dash é.yaml", "d").write(".gitignore", "ignored.sh\n");
        shop.repo.path("b/real.sh").toFile().setExecutable(true);
        Files.createDirectories(shop.repo.path("a"));
        Files.createSymbolicLink(shop.repo.path("a/link.sh"), Path.of("../b/real.sh"));
        Files.createSymbolicLink(shop.repo.path("a/out.sh"), Path.of("../../outside.sh"));
        Files.createSymbolicLink(shop.repo.path("a/loop.sh"), Path.of("loop.sh"));
        String commit = shop.repo.commit("files");
        shop.repo.write("ignored.sh", "local").write("b/real.sh", "changed since");

        List<Release.OtherFile> shipped = ship(
                commit,
                Set.of("-dash é.yaml"),
                Set.of("a/link.sh", "a/out.sh", "a/loop.sh", "ignored.sh", "b", "none"));

        assertThat(shipped).extracting(Release.OtherFile::file)
                .containsExactly("deploy/-dash é.yaml", "deploy/a/link.sh");
        assertThat(shipped).extracting(Release.OtherFile::executable).containsExactly(false, true);
        assertThat(shop.repo.path("staging/deploy/a/link.sh")).hasContent("real").isExecutable().isRegularFile();
    }

    @Test
    void shouldRefuseAMissingComposeFile() {
        String commit = shop.repo.write("a", "1").commit("one");

        assertThatThrownBy(() -> ship(commit, Set.of("none.yaml"), Set.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("none.yaml");
        assertThatThrownBy(() -> ship("f".repeat(40), Set.of("none.yaml"), Set.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("not a tree object");
    }

    private List<Release.OtherFile> ship(String commit, Set<String> required, Set<String> named)
            throws IOException, InterruptedException {
        Map<String, String> compose = new TreeMap<>();
        required.forEach(file -> compose.put(file, "staging"));
        return TestPorts.at(shop.repo.root())
                .workspace()
                .act(new ShipDeployFiles(commit, "staging", new DeployFiles(compose, named)));
    }
}
