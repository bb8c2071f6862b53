package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a database beside the services that are deployed: nothing. */
class DatabaseRowsTest {
    /** A deployment and a rollback each: twenty of them with {@code -Dthorough}. */
    private static final int ROUNDS = System.getProperty("thorough") == null ? 2 : 10;

    private static final Options OPTIONS = Options.by("ada@test");

    @TempDir
    private Path temp;

    @RegisterExtension
    private final TestEngine docker = new TestEngine();

    private Ports ports;
    private String project;

    private ReleaseFolder release(int number) throws Exception {
        String reference = docker.unique("api") + ":" + ReleaseFixture.version(number);
        Path context = Files.createDirectories(temp.resolve("context"));
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + docker.baseImage() + "\nRUN echo " + number + " > /word\nCMD sleep 3600\n");
        docker.docker("build", "-q", "-t", reference, context.toString());
        return ReleaseFixture.at(temp.resolve("releases"), number)
                .image("api", reference, Engines.connect(ports))
                .carries("compose.yaml", """
                        services:
                          api: { build: services/api, stop_grace_period: 1s, depends_on: [db] }
                          db: { image: "%s", command: sleep 3600, stop_grace_period: 1s, volumes: ["rows:/rows"] }
                        volumes: { rows: {} }
                        """.formatted(docker.baseImage()))
                .environment(ReleaseFixture.env("production")
                        .compose(new Compose(List.of("compose.yaml"), project, ""))
                        .command(10_000, 100, "true")
                        .done())
                .write(ports);
    }

    @Test
    void shouldKeepItsRowsThroughDeploymentsAndRollbacks() throws Exception {
        ports = TestPorts.at(Files.createDirectory(temp.resolve("work")), docker.environment(), new TestPorts.Lines());
        project = docker.unique("shop");
        ReleaseFolder one = release(1);
        ReleaseFolder two = release(2);
        Deployments deployments = new Deployments(ports);
        deployments.deploy("production", one, OPTIONS);
        String db = docker.docker("inspect", "-f", "{{.Id}} {{.State.StartedAt}}", project + "_db_1");
        StringBuilder rows = new StringBuilder();

        for (int round = 1; round <= ROUNDS; round++) {
            docker.docker("exec", project + "_db_1", "sh", "-c", "echo row " + round + " >> /rows/table");
            rows.append("row ").append(round).append('\n');
            assertThat(deployments.deploy("production", two, OPTIONS).outcome()).isEqualTo("healthy");
            assertThat(docker.docker("exec", project + "_api_1", "cat", "/word")).isEqualTo("2");
            assertThat(deployments.rollback("production", "", OPTIONS).outcome()).isEqualTo("healthy");
            assertThat(docker.docker("exec", project + "_api_1", "cat", "/word")).isEqualTo("1");
            assertThat(docker.docker("exec", project + "_db_1", "cat", "/rows/table")).isEqualTo(rows.toString().strip());
        }
        assertThat(docker.docker("inspect", "-f", "{{.Id}} {{.State.StartedAt}}", project + "_db_1"))
                .as("the very container, never started again")
                .isEqualTo(db);
    }
}
