package io.jenkins.plugins.testeddelivery.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which compose project the daily loop works on, and which it refuses. */
class DevProjectTest {
    private static final String COMPOSE =
            """
            services:
              api: { build: ./api }
              db: { image: "base:1" }
            """;

    @RegisterExtension
    static final TestEngine ENGINE = new TestEngine();

    @TempDir
    Path folder;

    private final TestPorts.Lines lines = new TestPorts.Lines();
    private GitRepo repo;
    private Ports ports;
    private String name;

    @BeforeEach
    void repository() {
        repo = GitRepo.init(folder.resolve("repo"));
        name = ENGINE.unique("shop");
        ports = TestPorts.at(repo.root(), ENGINE.environment(), lines);
        repo.write("api/Dockerfile", "FROM base:1\nCOPY . /app\n").write("api/app", "1");
    }

    private DevProject open(String configuration) throws Exception {
        repo.write("delivery.yaml", "version: 1\nproject: " + name + "\ninfer: true\n" + configuration);
        repo.commit("all");
        return DevProject.open(
                ports, ports.workspace().act(new ScanRepository("", "", false)).project());
    }

    @Test
    void shouldTakeTheFilesAtTheTopAndTheDevelopersOwnOverThem() throws Exception {
        repo.write("compose.yaml", COMPOSE)
                .write("compose.override.yaml", "services: { mail: { image: \"base:1\" } }\n")
                .write("deploy/compose.yaml", COMPOSE.replace("./api", "../api"));

        DevProject dev = open("trial: { compose: { files: [deploy/compose.yaml] } }\n");

        assertThat(dev.name()).isEqualTo(name + "-dev");
        assertThat(dev.files()).containsExactly("compose.yaml", "compose.override.yaml");
        assertThat(dev.services()).containsExactlyInAnyOrder("api", "db", "mail");
        assertThat(dev.components()).containsExactly(Map.entry("api", "api"));
        assertThat(dev.servicesOf("api")).containsExactly("api");
        assertThat(dev.containers()).isEmpty();
    }

    @Test
    void shouldElseTakeWhatATrialStartsWithItsThrowAwayData() throws Exception {
        repo.write("deploy/compose.yaml", COMPOSE.replace("./api", "../api")).write("config/env", "A=1\n");

        DevProject dev = open(
                """
                environments: { production: { compose: { files: [deploy/compose.yaml], envFile: config/env } } }
                trial: { env: production, testDb: { DB: test } }
                """);

        assertThat(dev.files()).containsExactly("deploy/compose.yaml");
        assertThat(dev.with(List.of("more.yaml"), Map.of()).envFile()).isEqualTo("config/env");
        assertThat(dev.environment()).containsExactly(Map.entry("DB", "test"));
        assertThat(dev.servicesOf("api")).containsExactly("api");
    }

    @Test
    void shouldTakeAnEnvironmentsFilesWithoutItsSettings() throws Exception {
        repo.write("deploy/live.yaml", COMPOSE.replace("./api", "../api")).write("config/env", "A=1\n");

        DevProject dev = open(
                """
                environments: { production: { compose: { files: [deploy/live.yaml], envFile: config/env } } }
                """);

        assertThat(dev.files()).containsExactly("deploy/live.yaml");
        assertThat(dev.with(List.of(), Map.of()).envFile()).isEmpty();
    }

    @Test
    void shouldRefuseTheNameOfAnEnvironment() {
        repo.write("compose.yaml", COMPOSE);

        assertThatThrownBy(() -> open("environments: { dev: { compose: { files: [compose.yaml] } } }\n"))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("The environment dev runs as the compose project " + name + "-dev");
        assertThatThrownBy(() -> open("environments: { live: { compose: { files: [compose.yaml], project: " + name
                        + "-dev } } }\n"))
                .hasMessageContaining("The environment live runs as the compose project " + name + "-dev");
    }

    @Test
    void shouldRefuseWhatTheEngineCallsAnEnvironment() throws Exception {
        repo.write("compose.yaml", COMPOSE);
        ENGINE.docker(
                "create", "--name", ENGINE.unique("live"), "--label", ComposeLabels.PROJECT + "=" + name + "-dev",
                "--label", Labels.ENVIRONMENT + "=production", ENGINE.baseImage(), "true");

        assertThatThrownBy(() -> open(""))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("is the environment production on this engine");
    }

    @Test
    void shouldRefuseToShareAnEnvironmentsVolume() {
        repo.write("compose.yaml", COMPOSE + "volumes: { rows: { name: shop-rows } }\n");

        assertThatThrownBy(() -> open("environments: { production: { compose: { files: [compose.yaml] } } }\n"))
                .hasMessageContaining("The volume rows of compose.yaml has a name of its own");
    }

    @Test
    void shouldSayWhichServicesThereAre() throws Exception {
        repo.write("compose.yaml", COMPOSE).write("web/Dockerfile", "FROM base:1\n");

        DevProject dev = open("");

        assertThat(dev.warnings()).anySatisfy(text -> assertThat(text).contains("component web is left out"));
        assertThatThrownBy(() -> dev.servicesOf("web"))
                .hasMessage("No service of compose.yaml runs the component web; its services are api, db. Name the right"
                        + " one as `services` of web in delivery.yaml.");
        assertThatThrownBy(() -> dev.servicesOf("nothing")).hasMessage("There is no component 'nothing'; known are api, web.");
    }

    @Test
    void shouldSayWhatToDoWithoutComposeFile() {
        assertThatThrownBy(() -> open(""))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("put a compose.yaml at the top of the repository");
    }

    @Test
    void shouldTellOfAnotherWorkingCopy() throws Exception {
        repo.write("compose.yaml", COMPOSE);
        ENGINE.docker(
                "create", "--name", ENGINE.unique("other"), "--label", ComposeLabels.PROJECT + "=" + name + "-dev",
                "--label", "com.docker.compose.project.working_dir=/elsewhere", ENGINE.baseImage(), "true");

        open("");

        assertThat(lines.all()).anySatisfy(line -> assertThat(line).contains("was started from /elsewhere"));
    }
}
