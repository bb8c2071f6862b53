package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an unkind user does: every failure is one line with the right exit code, and changes nothing. */
class BadInputIT {
    @RegisterExtension
    final TestEngine engine = new TestEngine();

    @TempDir
    private Path folder;

    @Test
    void shouldRefuseAConfigurationThatIsALink() throws IOException {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));
        Files.move(repo.path("delivery.yaml"), repo.path("other.yaml"));
        Files.createSymbolicLink(repo.path("delivery.yaml"), Path.of("other.yaml"));
        repo.commit("link");

        Delivery.Ran detect = Delivery.in(repo.root()).run("detect", "--json");

        assertRefused(detect, "delivery.yaml is no regular file");
    }

    @Test
    void shouldBuildNothingThatCannotBeShipped() {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));

        assertRefused(
                Delivery.in(repo.root()).run("ship", "--env", "nope", "--json"),
                "the configuration has no environment 'nope'; it has production");
        assertRefused(
                Delivery.in(repo.root()).run("ship", "--env", "production", "--json"),
                "nothing to test with");
        assertThat(repo.path("site/dist")).doesNotExist();
    }

    @Test
    void shouldTakeTheRepositoryThatGitNamesRelativeToTheFolder() {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));
        Delivery inSite = Delivery.in(repo.path("site"));

        Delivery.Ran detect = inSite.with(Map.of("GIT_DIR", "../.git", "GIT_WORK_TREE", ".."))
                .run("detect", "--json")
                .ok();

        assertThat(Json.maps(detect.json(), "components")).hasSize(3);
        assertRefused(inSite.with(Map.of("GIT_DIR", "/nowhere")).run("detect", "--json"), "GIT_DIR names /nowhere");
    }

    @Test
    void shouldRefuseAReleaseThatWasMadeConsistentAfterwards() throws IOException {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));
        Path release = exported(repo);
        Path manifest = release.resolve("release.json");
        Files.writeString(manifest, Files.readString(manifest) + "\n");
        Delivery.program(release, "sh", "-c", "sha256sum release.json > release.json.sha256");

        Delivery.Ran deploy = Delivery.in(repo.root()).run("deploy", "--env", "production", "--json");

        assertThat(deploy.exit()).isEqualTo(1);
        assertThat(deploy.out()).isEmpty();
        assertThat(deploy.err()).contains("release.json", "the recorded release");
        assertThat(folder.resolve("production")).doesNotExist();
    }

    @Test
    void shouldNotCallAReleaseIllForWantOfATemporaryFolder() throws IOException {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));
        exported(repo);
        Delivery delivery = Delivery.in(repo.root());

        Delivery.Ran refused = delivery.with(Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder.resolve("none")))
                .run("deploy", "--env", "production");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("temporary folder in " + folder.resolve("none"));
        assertThat(folder.resolve("production/current")).doesNotExist();
        delivery.run("deploy", "--env", "production").ok();
    }

    @Test
    void shouldNotTakeAnotherProjectsEnvironmentOfTheSameNameForItsOwn() {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));
        String others = engine.unique("others");
        engine.docker(
                "create",
                "--name", others + "-delivery-state",
                "--label", "io.github.tested-delivery.role=environment-state",
                "--label", "io.github.tested-delivery.state-of=" + others,
                "--label", "io.github.tested-delivery.environment=production",
                "--label", "io.github.tested-delivery.project=" + others,
                engine.baseImage());
        Delivery delivery = Delivery.in(repo.root()).with(engine.environment());

        for (String command : List.of("rollback", "verify", "status")) {
            assertRefused(
                    delivery.run(command, "--env", "production", "--json"),
                    "No environment 'production' is known here");
        }
    }

    @Test
    void shouldSeeThatNothingIsServedAnyMore() throws IOException {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));
        exported(repo);
        Delivery delivery = Delivery.in(repo.root());
        delivery.run("deploy", "--env", "production").ok();
        assertThat(delivery.run("status", "--env", "production").ok().out()).contains("  well  ");

        Files.delete(folder.resolve("production/current"));

        assertThat(delivery.run("status", "--env", "production").ok().out()).contains("not well", "current  missing");
    }

    private Path exported(GitRepo repo) {
        Delivery delivery = Delivery.in(repo.root());
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        return repo.path("_build/artifacts")
                .resolve(Json.text(delivery.run("export", "--json").ok().json(), "version"));
    }

    private static void assertRefused(Delivery.Ran ran, String why) {
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines().toList()).singleElement().asString().startsWith("delivery: ").contains(why);
    }
}
