package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a directory goes back to what ran before, and to which release. */
class DirectoryRollbackTest extends DirectoryEnvironment {
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
}
