package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs the compose that is on this machine against a real engine. */
class ComposeCommandTest {
    @RegisterExtension
    final TestEngine engine = new TestEngine();

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private ComposeCommand compose;
    private String name;

    @BeforeEach
    void find() throws Exception {
        name = engine.unique("c").replaceAll("-$", "");
        try {
            compose = ComposeCommand.find(OnPath.ports(folder, engine.environment()));
            compose.describe();
        } catch (Failure e) {
            Assumptions.abort(e.getMessage());
        }
        write(
                "deploy/compose.yaml",
                """
                services:
                  api:
                    image: ${IMAGE}
                    build: ../not/here
                    command: [sleep, "60"]
                    stop_grace_period: 0s
                    environment: { WORD: "${WORD:-none}", PRICE: "5$$" }
                  db:
                    image: %s
                    command: [sleep, "60"]
                    stop_grace_period: 0s
                    volumes: ["data:/data"]
                volumes: { data: {} }
                """
                        .formatted(engine.baseImage()));
    }

    @Test
    void shouldResolveTheConfigurationWithoutSourcesAndLetTheEnvironmentWinOverTheFile() throws Exception {
        write("config/.env", "WORD=from file\nIMAGE=y:1\n");

        Map<String, Object> config = compose.config(project("config/.env", Map.of("IMAGE", "x:1")));

        Map<String, Object> api = Json.map(Json.map(config, "services"), "api");
        assertThat(api).containsEntry("image", "x:1");
        assertThat(Json.map(api, "environment")).containsEntry("WORD", "from file").containsEntry("PRICE", "5$$");
    }

    @Test
    void shouldRefuseAnEnvironmentFileThatIsMissing() {
        assertThatThrownBy(() -> compose.config(project("config/none.env", Map.of("IMAGE", "x:1"))))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("none.env");
    }

    @Test
    void shouldStartAnImageByItsIdWithoutAskingARegistry() throws Exception {
        String id = engine.docker("inspect", "--format", "{{.Id}}", engine.baseImage());

        compose.up(project("", Map.of("IMAGE", id)), List.of("api"), true, false, lines::add);

        List<String> running = running();
        assertThat(running).hasSize(1);
        assertThat(engine.docker("inspect", "--format", "{{.Image}}", running.get(0))).isEqualTo(id);
    }

    @Test
    void shouldRecreateOnlyWhenAskedAndKeepTheVolumeUntilTold() throws Exception {
        ComposeCommand.Project here = withoutBuild(engine.baseImage());

        compose.up(here, List.of(), false, false, lines::add);
        List<String> first = compose.ps(here);
        compose.up(here, List.of("api"), true, false, lines::add);
        List<String> same = compose.ps(here);
        compose.up(here, List.of("api"), true, true, lines::add);
        List<String> recreated = compose.ps(here);

        assertThat(first).hasSize(2);
        assertThat(same).containsExactlyInAnyOrderElementsOf(first);
        assertThat(recreated).hasSize(2).containsAnyElementsOf(first).isNotEqualTo(first);
        assertThat(recreated.stream().filter(first::contains)).hasSize(1);

        compose.stop(here, List.of("api"), lines::add);
        assertThat(running()).hasSize(1);
        compose.down(here, false, lines::add);
        assertThat(compose.ps(here)).isEmpty();
        assertThat(engine.docker("volume", "ls", "-q")).contains(name + "_data");
        compose.down(here, true, lines::add);
        assertThat(engine.docker("volume", "ls", "-q")).doesNotContain(name + "_data");
    }

    @Test
    void shouldSayWhyItDidNotStart() {
        assertThatThrownBy(() -> compose.up(
                        withoutBuild("registry.invalid/nothing:1"), List.of("api"), true, false, lines::add))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessageContaining("registry.invalid");
    }

    @Test
    void shouldTellAnEngineThatIsGone() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("DOCKER_HOST", "unix://" + folder.resolve("none.sock"));
        ComposeCommand lost = ComposeCommand.find(OnPath.ports(folder, environment));

        assertThatThrownBy(() ->
                        lost.up(project("", Map.of("IMAGE", "x:1")), List.of("api"), true, false, lines::add))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE));
    }

    @Test
    void shouldSayWhatToInstallWhereThereIsNone() {
        assertThatThrownBy(() -> none().describe())
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                .hasMessageContaining("install");
        assertThatThrownBy(() -> none().config(project("", Map.of("IMAGE", "x:1"))))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                .hasMessageContaining("install");
        assertThatThrownBy(() -> none().up(project("", Map.of("IMAGE", "x:1")), List.of(), false, false, lines::add))
                .hasMessageContaining("install");
    }

    private ComposeCommand none() throws InterruptedException {
        return ComposeCommand.find(OnPath.ports(folder, Map.of("PATH", folder.toString())));
    }

    @Test
    void shouldShowNoValueOfTheEnvironment() {
        assertThat(project("", Map.of("DB_PASSWORD", "s3cret")).toString())
                .contains("DB_PASSWORD")
                .doesNotContain("s3cret");
    }

    private List<String> running() {
        String ids = engine.docker("ps", "-q", "--filter", "label=com.docker.compose.project=" + name);
        return ids.lines().toList();
    }

    private ComposeCommand.Project project(String envFile, Map<String, String> environment) {
        return new ComposeCommand.Project(name, List.of("deploy/compose.yaml"), envFile, "", environment);
    }

    private ComposeCommand.Project withoutBuild(String image) throws IOException {
        String text = Files.readString(folder.resolve("deploy/compose.yaml"));
        write("deploy/run.yaml", text.replaceAll("(?m)^ *build:.*\\n", ""));
        return new ComposeCommand.Project(
                name, List.of("deploy/run.yaml"), "", "", Map.of("IMAGE", image));
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }
}
