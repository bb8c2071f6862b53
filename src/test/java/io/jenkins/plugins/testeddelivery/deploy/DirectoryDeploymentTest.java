package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Hook;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a deployment to a directory does there, from unpacking to the hooks. */
class DirectoryDeploymentTest extends DirectoryEnvironment {
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
}
