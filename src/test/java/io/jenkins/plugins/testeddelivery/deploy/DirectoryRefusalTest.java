package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may not come into a directory at all, and what it says then. */
class DirectoryRefusalTest extends DirectoryEnvironment {
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
        Deployments knowing = new Deployments(ports, ".delivery", "", () -> List.of(elsewhere));
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
    void shouldListArtifactsOfWhichNoTestIsKnown() throws Exception {
        deploy(1, "one");

        assertThat(deployments.drift("production", (component, digest) -> false))
                .singleElement()
                .asString()
                .startsWith("site runs sha256:")
                .endsWith("of which no test is known");
    }
}
