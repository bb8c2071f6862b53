package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged command, ended for good after each call of the engine and of compose while it deploys and rolls back; a
 * sample, all with {@code -Dthorough}. A container of the service runs at the end of all, and the database has its rows.
 */
@Timeout(7200)
class ContainersCrashWalkIT {
    private static final int SAMPLE = 1;

    @RegisterExtension
    private final TestEngine engine = new TestEngine();

    @TempDir
    private Path folder;

    private String project;
    private Delivery delivery;
    private String one;
    private String two;

    @BeforeEach
    void openShop() throws IOException {
        project = engine.unique("shop");
        GitRepo repo = GitRepo.init(folder.resolve("shop"));
        delivery = Delivery.in(repo.root()).with(engine.environment());
        repo.write("delivery.yaml", """
                        version: 1
                        project: %1$s
                        components: { api: { path: api, image: {} } }
                        environments:
                          production:
                            compose: { files: [compose.yaml], project: %1$s }
                            health: [ { command: [docker, exec, %1$s_api_1, cat, /word], within: 20s, stable: 100ms } ]
                        """.formatted(project))
                .write("api/Dockerfile", "FROM " + engine.baseImage() + "\nCOPY word /word\nCMD sleep 3600\n")
                .write("api/word", "one\n")
                .write("compose.yaml", """
                        services:
                          api: { build: api, stop_grace_period: 0s }
                          db: { image: "%s", command: sleep 3600, stop_grace_period: 0s, volumes: ["rows:/rows"] }
                        volumes: { rows: {} }
                        """.formatted(engine.baseImage()))
                .commit("open");
        one = release();
        repo.write("api/word", "two\n").commit("two");
        two = release();
        deploy(one);
        engine.docker("exec", project + "_db_1", "sh", "-c", "echo row > /rows/table");
    }

    @AfterEach
    void closeShop() {
        engine.docker("ps", "-aq", "--filter", "label=com.docker.compose.project=" + project)
                .lines()
                .filter(id -> !id.isBlank())
                .forEach(id -> engine.docker("rm", "-f", "-v", id));
    }

    private String release() {
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        return Json.text(delivery.run("export", "--json").ok().json(), "version");
    }

    @Test
    void shouldRunAHealthyReleaseWhereverADeploymentWasEnded() throws Exception {
        String[] deploy = {"deploy", "--env", "production", "--version", two};
        walk(() -> deploy(one), (point, thing) -> finished("two", point, deploy), deploy);
    }

    @Test
    void shouldRunAHealthyReleaseWhereverARollbackWasEnded() throws Exception {
        walk(
                () -> {
                    deploy(one);
                    deploy(two);
                },
                (point, thing) -> finished("one", point, "rollback", "--env", "production", "--version", one),
                "rollback",
                "--env",
                "production");
    }

    private void walk(CrashWalk.Back back, CrashWalk.Look look, String... command) throws Exception {
        assertThat(new CrashWalk(delivery, folder).through(SAMPLE, back, look, command))
                .anyMatch(thing -> thing.contains("LocalConnection.ask"))
                .anyMatch(thing -> thing.contains("ProcessCommands.run"))
                .anyMatch(thing -> thing.contains("FileLedger.append"));
    }

    private void deploy(String version) {
        delivery.run("deploy", "--env", "production", "--version", version).ok();
    }

    private void finished(String word, int point, String... again) {
        Map<String, Object> status = Json.maps(
                        delivery.run("status", "--env", "production", "--json").ok().json(), "environments")
                .get(0);
        assertThat(Json.text(status, "running")).isIn(one, two);
        assertThat(status).containsEntry("holder", null);
        boolean begun = status.get("interrupted") != null;
        assertThat(engine.docker("exec", project + "_db_1", "cat", "/rows/table")).isEqualTo("row");

        if (begun && point % 2 == 0) {
            delivery.run("deploy", "--env", "production", "--resume").ok();
        } else {
            delivery.run(again).ok();
        }
        assertThat(engine.docker("exec", project + "_api_1", "cat", "/word")).isEqualTo(word);
        delivery.run("verify", "--env", "production").ok();
        assertThat(List.of(engine.docker("ps", "-aq", "--filter", "name=" + project + "-delivery").split("\n")))
                .as("the state, and no lock")
                .hasSize(1);
    }
}
