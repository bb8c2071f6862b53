package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Hook;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryDeploymentTest {
    private static final Options OPTIONS = Options.by("ada@test");

    @TempDir
    Path temp;

    private Path empty;
    private Path srv;
    private TestPorts.Lines lines;
    private Ports ports;
    private Deployments deployments;

    @BeforeEach
    void setUp() throws IOException {
        empty = Files.createDirectory(temp.resolve("deployed from"));
        srv = temp.resolve("srv/shop");
        lines = new TestPorts.Lines();
        // no engine and no git may be needed
        ports = TestPorts.at(empty, Map.of("PATH", "/bin:/usr/bin", "DOCKER_HOST", "unix:///nowhere.sock"), lines);
        deployments = new Deployments(ports);
    }

    private ReleaseFixture.Env env() {
        return ReleaseFixture.env("production").directory(srv);
    }

    /** Each release's page holds its number; "ill" in the page is what health checks look for. */
    private ReleaseFolder release(int number, String page, ReleaseFixture.Env env) throws Exception {
        return ReleaseFixture.at(temp.resolve("releases"), number)
                .archive("site", Map.of("index.html", page, "bin/run.sh", "#!/bin/sh\necho " + number + "\n"))
                .environment(env.done())
                .write(ports);
    }

    private ReleaseFixture.Env checked() {
        return env().command(1500, 300, "sh", "-c", "! grep -q ill site/index.html");
    }

    private String current() throws IOException {
        return Files.readString(srv.resolve("current/site/index.html"));
    }

    private Fact.Deployment deploy(int number, String page) throws Exception {
        return deployments.deploy("production", release(number, page, checked()), OPTIONS);
    }

    @Test
    void shouldUnpackSwitchAndRemember() throws Exception {
        Fact.Deployment first = deploy(1, "one");

        assertThat(first.outcome()).isEqualTo("healthy");
        assertThat(first.previous()).isEmpty();
        assertThat(first.running()).isEqualTo(ReleaseFixture.version(1));
        assertThat(first.components()).containsOnlyKeys("site");
        assertThat(Files.readSymbolicLink(srv.resolve("current")))
                .isEqualTo(Path.of("releases", ReleaseFixture.version(1)));
        assertThat(Files.isExecutable(srv.resolve("current/site/bin/run.sh"))).isTrue();
        assertThat(current()).isEqualTo("one");

        Fact.Deployment second = deploy(2, "two");

        assertThat(second.previous()).isEqualTo(ReleaseFixture.version(1));
        assertThat(current()).isEqualTo("two");
        EnvironmentStatus status = deployments.status("production").get(0);
        assertThat(status.running()).isEqualTo(ReleaseFixture.version(2));
        assertThat(status.by()).isEqualTo("ada@test");
        assertThat(status.well()).isTrue();
        assertThat(status.history()).hasSize(2);
        assertThat(deployments.drift("production")).isEmpty();
    }

    @Test
    void shouldSayThatNothingIsToDoWhenTheVersionRunsAndRepairWhatWasChanged() throws Exception {
        ReleaseFolder release = release(1, "one", checked());
        deployments.deploy("production", release, OPTIONS);

        Fact.Deployment again = deployments.deploy("production", release, OPTIONS);

        assertThat(again.outcome()).isEqualTo("healthy");
        assertThat(again.components()).isEmpty();
        assertThat(lines.all()).anyMatch(line -> line.contains("nothing to do"));

        Files.writeString(srv.resolve("current/site/index.html"), "hacked");
        Files.writeString(srv.resolve("current/site/new.html"), "added");

        assertThat(deployments.drift("production"))
                .anyMatch(line -> line.equals("site/index.html was changed"))
                .anyMatch(line -> line.equals("site/new.html was added"));
        Fact.Deployment repaired = deployments.deploy("production", release, OPTIONS);
        assertThat(repaired.components()).containsOnlyKeys("site");
        assertThat(current()).isEqualTo("one");
        assertThat(deployments.drift("production")).isEmpty();
    }

    @Test
    void shouldGoBackByItselfWhenIll() throws Exception {
        deploy(1, "one");

        Fact.Deployment second = deploy(2, "ill");

        assertThat(second.outcome()).isEqualTo("rolled-back");
        assertThat(second.version()).isEqualTo(ReleaseFixture.version(2));
        assertThat(second.running()).isEqualTo(ReleaseFixture.version(1));
        assertThat(second.reason()).contains("health check").contains("exit code 1");
        assertThat(current()).isEqualTo("one");
        assertThat(deployments.status("").get(0).lastOutcome()).isEqualTo("rolled-back");
    }

    @Test
    void shouldRemoveWhatAnIllFirstDeploymentStarted() throws Exception {
        Fact.Deployment first = deploy(1, "ill");

        assertThat(first.outcome()).isEqualTo("ill");
        assertThat(first.running()).isEmpty();
        assertThat(srv.resolve("current")).doesNotExist();
        assertThat(srv.resolve("releases").resolve(ReleaseFixture.version(1))).doesNotExist();
    }

    @Test
    void shouldRefuseAnIllVersionUntilRetry() throws Exception {
        deploy(1, "one");
        ReleaseFolder ill = release(2, "ill", checked());
        deployments.deploy("production", ill, OPTIONS);

        assertThatThrownBy(() -> deployments.deploy("production", ill, OPTIONS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("was ill in production")
                .hasMessageContaining("--retry");
        assertThat(deployments.deploy("production", ill, OPTIONS.withRetry()).outcome()).isEqualTo("rolled-back");
        assertThat(deploy(3, "three").outcome()).isEqualTo("healthy");
    }

    @Test
    void shouldBeIllWhenTheCheckFails() throws Exception {
        deployments.deploy("production", release(1, "one", checked()), OPTIONS);

        Fact.Deployment second = deployments.deploy(
                "production",
                release(2, "two", checked().check("sh", "-c", "echo no; exit 7")),
                OPTIONS.withAcceptEnvironment());

        assertThat(second.outcome()).isEqualTo("rolled-back");
        assertThat(second.reason()).contains("'check'").contains("exit code 7");
        assertThat(lines.all()).contains("check | no");
    }

    @Test
    void shouldRunRestartInCurrentAndGoBackWhenItFails() throws Exception {
        String restart = "echo \"$DELIVERY_VERSION $(cat site/index.html)\" >> ../../restarts; ! grep -q stuck site/index.html";
        deployments.deploy("production", release(1, "one", env().restart("sh", "-c", restart)), OPTIONS);

        Fact.Deployment second =
                deployments.deploy("production", release(2, "stuck", env().restart("sh", "-c", restart)), OPTIONS);

        assertThat(second.outcome()).isEqualTo("rolled-back");
        assertThat(Files.readAllLines(srv.resolve("restarts")))
                .containsExactly(
                        ReleaseFixture.version(1) + " one",
                        ReleaseFixture.version(2) + " stuck",
                        ReleaseFixture.version(1) + " one");
    }

    @Test
    void shouldChangeNothingWhenAHookBeforeFails() throws Exception {
        ReleaseFolder release =
                release(1, "one", checked().before("sh", "-c", "exit 3"));

        assertThatThrownBy(() -> deployments.deploy("production", release, OPTIONS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("exit code 3");
        assertThat(srv.resolve("current")).doesNotExist();
        assertThat(srv.resolve("releases")).doesNotExist();
    }

    @Test
    void shouldLetNoCommandRunForEver() throws Exception {
        List<Duration> limits = new ArrayList<>();
        Commands counted = (command, out, err) -> {
            limits.add(command.timeout());
            return ports.commands().run(command, out, err);
        };
        Ports with = new Ports(ports.workspace(), counted, ports.log(), ports.clock());

        new Deployments(with)
                .deploy(
                        "production",
                        release(1, "one", checked().before("true").restart("true").check("true")),
                        OPTIONS);

        assertThat(limits).hasSizeGreaterThan(3).doesNotContain(Duration.ZERO).contains(Hook.DEFAULT_TIMEOUT);
    }

    @Test
    void shouldRunTheScriptsThatTheReleaseCarries() throws Exception {
        ReleaseFolder release = ReleaseFixture.at(temp.resolve("releases"), 1)
                .archive("site", Map.of("index.html", "one"))
                .carries("scripts/after.sh", "#!/bin/sh\necho \"checked $(cat site/index.html)\"\n")
                .environment(env().check("./scripts/after.sh").done())
                .write(ports);

        assertThat(deployments.deploy("production", release, OPTIONS).outcome()).isEqualTo("healthy");
        assertThat(lines.all()).contains("check | checked one");
    }

    @Test
    void shouldRefuseADamagedReleaseAndChangeNothing() throws Exception {
        ReleaseFolder release = release(1, "one", checked());
        Path archive = temp.resolve("releases").resolve(ReleaseFixture.version(1)).resolve("site-" + ReleaseFixture.version(1) + ".tar.gz");
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive, bytes);

        assertThatThrownBy(() -> deployments.deploy("production", release, OPTIONS)).isInstanceOf(Failure.class);
        assertThat(srv).doesNotExist();
    }

    @Test
    void shouldOnlySayWhatItWouldDoInADryRun() throws Exception {
        deploy(1, "one");

        Fact.Deployment planned =
                deployments.deploy(
                        "production",
                        release(2, "two", checked().before("./backup.sh").restart("false").check("./after.sh")),
                        OPTIONS.withDryRun().withAcceptEnvironment());

        assertThat(planned.outcome()).isEqualTo(Deployments.PLANNED);
        assertThat(planned.components()).containsOnlyKeys("site");
        List<String> said = lines.all();
        assertThat(said.subList(said.indexOf("Would put " + planned.version() + " into production, where "
                        + planned.previous() + " runs:") + 1, said.size()))
                .extracting(line -> line.replaceFirst("(:| from| to) .*", ""))
                .containsExactly("RUN before", "UNPACK site", "REPLACE site", "REPLACE current", "RUN restart",
                        "WATCH sh -c ! grep -q ill site/index.html", "RUN check", "IF ILL go back");
        assertThat(said).contains("REPLACE site: another archive", "IF ILL go back to " + planned.previous());
        assertThat(current()).isEqualTo("one");
        try (Stream<Path> releases = Files.list(srv.resolve("releases"))) {
            assertThat(releases).hasSize(1);
        }
    }

    @Test
    void shouldGoBackTwiceToTheReleaseBeforeTheOneBefore() throws Exception {
        deploy(1, "one");
        deploy(2, "two");
        deploy(3, "three");

        assertThat(deployments.rollback("production", "", OPTIONS).running()).isEqualTo(ReleaseFixture.version(2));
        assertThat(current()).isEqualTo("two");
        assertThat(deployments.rollback("production", "", OPTIONS).running()).isEqualTo(ReleaseFixture.version(1));
        assertThat(current()).isEqualTo("one");
        assertThatThrownBy(() -> deployments.rollback("production", "", OPTIONS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no release to go back to");
        assertThat(deployments.rollback("production", ReleaseFixture.version(3), OPTIONS).outcome()).isEqualTo("healthy");
        assertThat(current()).isEqualTo("three");
    }

    @Test
    void shouldNotGoBackFromARollbackThatIsIll() throws Exception {
        deployments.deploy("production", release(1, "one", env().command(1500, 100, "test", "!", "-e", "../../broken")), OPTIONS);
        deploy(2, "two");
        Files.writeString(srv.resolve("broken"), "");

        Fact.Deployment back = deployments.rollback("production", "", OPTIONS);

        assertThat(back.outcome()).isEqualTo("ill");
        assertThat(back.running()).isEqualTo(ReleaseFixture.version(1));
        assertThat(lines.all()).anyMatch(line -> line.contains("stays in production and is ILL"));
    }

    @Test
    void shouldSayLoudlyWhenWhatItGoesBackToIsIllToo() throws Exception {
        String[] probe = {"sh", "-c", "test ! -e ../../broken"};
        deployments.deploy("production", release(1, "one", env().command(1500, 100, probe)), OPTIONS);
        Files.writeString(srv.resolve("broken"), "");

        Fact.Deployment second =
                deployments.deploy("production", release(2, "two", env().command(1500, 100, probe)), OPTIONS);

        assertThat(second.outcome()).isEqualTo("ill");
        assertThat(second.running()).isEqualTo(ReleaseFixture.version(1));
        assertThat(second.reason()).contains("is ill too");
        assertThat(current()).isEqualTo("one");
    }

    @Test
    void shouldKeepAsManyReleasesAsToldAndTheOneToGoBackTo() throws Exception {
        for (int number = 1; number <= 4; number++) {
            deployments.deploy("production", release(number, "page " + number, checked().retain(2)), OPTIONS);
        }

        try (Stream<Path> releases = Files.list(srv.resolve("releases"))) {
            assertThat(releases.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(ReleaseFixture.version(3), ReleaseFixture.version(4));
        }
        deployments.deploy("production", release(5, "page 5", checked().retain(1)), OPTIONS);
        assertThat(deployments.rollback("production", "", OPTIONS).running()).isEqualTo(ReleaseFixture.version(4));
    }

    @Test
    void shouldRefuseChangedGuardsClauseByClauseUntilAccepted() throws Exception {
        deploy(1, "one");
        ReleaseFolder changed = release(2, "two", checked().restart("true").before("true"));

        assertThatThrownBy(() -> deployments.deploy("production", changed, OPTIONS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("'before' was not set and would be [[\"true\"]]")
                .hasMessageContaining("'restart' was not set and would be [\"true\"]")
                .hasMessageContaining("--accept-environment");
        assertThat(deployments.deploy("production", changed, OPTIONS.withAcceptEnvironment()).outcome())
                .isEqualTo("healthy");
        assertThat(deployments.deploy("production", release(3, "three", checked().restart("true").before("true")), OPTIONS)
                        .outcome())
                .isEqualTo("healthy");
    }

    @Test
    void shouldRefuseAnotherDirectoryUntilAccepted() throws Exception {
        deploy(1, "one");
        ReleaseFolder moved = release(2, "two", checked().directory(temp.resolve("elsewhere")));

        assertThatThrownBy(() -> deployments.deploy("production", moved, OPTIONS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("--accept-environment");
        assertThat(temp.resolve("elsewhere/current")).doesNotExist();
    }

    @Test
    void shouldRefuseWhatDidNotEndHealthyInTheEnvironmentBefore() throws Exception {
        Path staging = temp.resolve("srv/staging");
        ReleaseFolder release = ReleaseFixture.at(temp.resolve("releases"), 1)
                .archive("site", Map.of("index.html", "one"))
                .environment(ReleaseFixture.env("staging").directory(staging).done())
                .environment(env().after("staging").done())
                .write(ports);

        assertThatThrownBy(() -> deployments.deploy("production", release, OPTIONS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("did not end healthy in staging");
        Fact.Deployment elsewhere = new Fact.Deployment(
                "staging", ReleaseFixture.version(1), "healthy", "", "", "deploy", Map.of(), "", 1);
        Deployments knowing = new Deployments(ports, ".delivery", "", List.of(elsewhere));
        assertThat(knowing.deploy("production", release, OPTIONS.withDryRun()).outcome()).isEqualTo("planned");

        deployments.deploy("staging", release, OPTIONS);
        assertThat(deployments.deploy("production", release, OPTIONS).outcome()).isEqualTo("healthy");
    }

    @Test
    void shouldRefuseADirectoryWhoseCurrentIsNoLink() throws Exception {
        Files.createDirectories(srv.resolve("current"));

        assertThatThrownBy(() -> deploy(1, "one"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is not a symbolic link");
        assertThat(srv.resolve("releases")).doesNotExist();
    }

    @Test
    void shouldNameTheEnvironmentsThereAre() throws Exception {
        ReleaseFolder release = release(1, "one", checked());

        assertThatThrownBy(() -> deployments.deploy("prod", release, OPTIONS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("it knows production");
    }

    @Test
    void shouldSayWhichVersionsItCouldGoBackTo() throws Exception {
        deploy(1, "one");

        assertThatThrownBy(() -> deployments.rollback("production", ReleaseFixture.version(7), OPTIONS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("does not remember " + ReleaseFixture.version(7))
                .hasMessageContaining("it remembers " + ReleaseFixture.version(1));
        assertThatThrownBy(() -> deployments.rollback("production", "", OPTIONS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no release to go back to");
        assertThat(current()).isEqualTo("one");
    }

    @Test
    void shouldListArtifactsOfWhichNoTestIsKnown() throws Exception {
        deploy(1, "one");

        assertThat(deployments.drift("production", (component, digest) -> false))
                .singleElement()
                .asString()
                .startsWith("site runs sha256:")
                .endsWith("of which no test is known");
    }
}
