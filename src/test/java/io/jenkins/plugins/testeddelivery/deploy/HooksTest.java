package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.DeployPlan;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An environment's {@code before} and {@code afterwards}, with real commands. */
class HooksTest {
    private static final Options OPTIONS = Options.by("ada@test");

    @TempDir
    private Path temp;

    private Path srv;
    private Path from;
    private TestPorts.Lines lines;
    private Ports ports;

    @BeforeEach
    void setUp() throws IOException {
        srv = temp.resolve("srv");
        from = Files.createDirectory(temp.resolve("from"));
        lines = new TestPorts.Lines();
        ports = TestPorts.at(from, Map.of("PATH", "/bin:/usr/bin"), lines);
    }

    @Test
    void shouldRunThemAroundTheDeploymentAndKeepALogOfEach() throws Exception {
        Fact.Deployment ended = deploy(1, ReleaseFixture.env("production")
                .before("sh", "-c", "echo first; ls " + srv + " 2>&1")
                .before("sh", "-c", "echo second $DELIVERY_VERSION")
                .afterwards("sh", "-c", "cat " + srv + "/current/site/index.html"));

        assertThat(ended.outcome()).isEqualTo("healthy");
        assertThat(ended.reason()).isEmpty();
        String version = ReleaseFixture.version(1);
        assertThat(logs()).containsExactly(
                version + "-afterwards-1.log", version + "-before-1.log", version + "-before-2.log");
        assertThat(log(version + "-before-1.log")).contains("first").doesNotContain("second");
        assertThat(log(version + "-before-2.log")).contains("second " + version);
        assertThat(log(version + "-afterwards-1.log")).contains("one");
    }

    @Test
    void shouldEndOneThatHangsAfterItsOwnTimeAndNameItsLog() throws Exception {
        long start = System.nanoTime();

        assertThatThrownBy(() -> deploy(1, ReleaseFixture.env("production")
                        .before(Duration.ofMillis(400), "sh", "-c", "echo began; sleep 60")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("ran out of time")
                .hasMessageContaining("hooks/production/" + ReleaseFixture.version(1) + "-before-1.log");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(log(ReleaseFixture.version(1) + "-before-1.log")).contains("began", "ran out of time");
        assertThat(srv.resolve("current")).doesNotExist();
    }

    @Test
    void shouldStayHealthyWhereOneAfterwardsFailsAndSaySo() throws Exception {
        Fact.Deployment ended = deploy(1, ReleaseFixture.env("production")
                .afterwards("sh", "-c", "echo no; exit 7")
                .afterwards("touch", temp.resolve("never").toString()));

        assertThat(ended.outcome()).isEqualTo("healthy");
        assertThat(ended.reason()).startsWith("healthy, but ").contains("exit code 7", "-afterwards-1.log");
        assertThat(lines.all()).anyMatch(line -> line.contains("exit code 7"));
        assertThat(temp.resolve("never")).doesNotExist();
    }

    @Test
    void shouldNotRunAfterwardsWhereItIsIll() throws Exception {
        Fact.Deployment ended = deploy(1, ReleaseFixture.env("production")
                .command(200, 0, "false")
                .afterwards("touch", temp.resolve("never").toString()));

        assertThat(ended.outcome()).isEqualTo("ill");
        assertThat(temp.resolve("never")).doesNotExist();
    }

    @Test
    void shouldKeepSecretsOutOfTheLogs() throws Exception {
        Files.writeString(from.resolve(".env"), "TOKEN=s3cret-value\n");

        deploy(1, ReleaseFixture.env("production")
                .compose(new Compose(List.of(), "", ".env"))
                .before("sh", "-c", "echo token $TOKEN"));

        assertThat(log(ReleaseFixture.version(1) + "-before-1.log")).contains("token ****").doesNotContain("s3cret");
    }

    @Test
    void shouldKeepTheNewestLogsOnly() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("logs"));
        for (int i = 0; i < 5; i++) {
            Path file = Files.writeString(folder.resolve(i + ".log"), "x");
            assertThat(file.toFile().setLastModified(1_000_000L * (9 - i))).isTrue();
        }

        assertThat(ports.workspace().act(new Hooks.KeepNewest(folder.toString(), 2))).isEqualTo(3);
        assertThat(folder).isDirectoryContaining("glob:**/0.log").isDirectoryContaining("glob:**/1.log");
        assertThat(ports.workspace().act(new Hooks.KeepNewest("none", 2))).isZero();
    }

    @Test
    void shouldGuardThemOnlyWhereThereAreAny() {
        Environment plain = ReleaseFixture.env("production").before("true").done();
        Environment more = ReleaseFixture.env("production").before(Duration.ofSeconds(5), "true").afterwards("true").done();

        assertThat(Guards.of(plain)).containsEntry("before", "[[\"true\"]]").containsEntry("afterwards", "");
        assertThat(Guards.changed(Guards.of(plain), Guards.of(more)))
                .containsExactly(
                        "'afterwards' was not set and would be [[\"true\"]]",
                        "'before' was [[\"true\"]] and would be [{\"run\":[\"true\"],\"timeout\":\"5s\"}]");
    }

    @Test
    void shouldTravelWithTheRelease() throws Exception {
        Environment environment = ReleaseFixture.env("production")
                .before("plain")
                .before(Duration.ofMillis(1500), "./own.sh", "a b")
                .afterwards("./tell.sh")
                .done();

        DeployPlan plan = new DeployPlan("shop", List.of(), Map.of("production", environment));

        assertThat(DeployPlan.read(plan.bytes())).isEqualTo(plan);
    }

    private Fact.Deployment deploy(int number, ReleaseFixture.Env environment) throws Exception {
        ReleaseFolder release = ReleaseFixture.at(temp.resolve("releases"), number)
                .archive("site", Map.of("index.html", "one\n"))
                .environment(environment.directory(srv).done())
                .write(ports);
        return new Deployments(ports).deploy("production", release, OPTIONS);
    }

    private List<String> logs() throws IOException {
        try (Stream<Path> files = Files.list(from.resolve(".delivery/hooks/production"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String log(String name) throws IOException {
        return Files.readString(from.resolve(".delivery/hooks/production").resolve(name));
    }
}
