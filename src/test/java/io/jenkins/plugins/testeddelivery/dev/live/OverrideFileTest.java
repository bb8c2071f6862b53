package io.jenkins.plugins.testeddelivery.dev.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Development;
import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What lies over the compose files. */
class OverrideFileTest {
    private static OverrideFile.Service service(Map<String, String> mounts, List<String> folders, String... run) {
        return new OverrideFile.Service("api", "services/api", "sha256:0123456789abcdef", List.of(run), mounts, folders, false);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> written(String selinux, OverrideFile.Service service) {
        OverrideFile file = new OverrideFile(selinux);
        file.add("web", service);
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(file.text("why"));
    }

    private static Map<String, Object> web(Map<String, Object> file) {
        return Json.map(Json.map(file, "services"), "web");
    }

    @Test
    void shouldMountTheSourceAndKeepWhatTheImageInstalled() {
        Map<String, Object> file =
                written("", service(Map.of("./services/api", "/app"), List.of("/app/node_modules"), "npm", "run", "dev"));

        assertThat(web(file))
                .containsEntry("entrypoint", List.of("npm"))
                .containsEntry("command", List.of("run", "dev"))
                .containsEntry(
                        "volumes", List.of("./services/api:/app", "web-app-node-modules-0123456789ab:/app/node_modules"))
                .containsEntry("labels", Map.of("io.github.tested-delivery.mounted", "services/api"))
                .containsEntry("stop_grace_period", "1s");
        assertThat(Json.map(file, "volumes"))
                .containsEntry(
                        "web-app-node-modules-0123456789ab",
                        Map.of("labels", Map.of("io.github.tested-delivery.dependencies", "api")));
    }

    @Test
    void shouldRelabelWhereSelinuxAsksForIt() {
        assertThat(web(written("Z", service(Map.of("./a", "/app"), List.of()))))
                .containsEntry("volumes", List.of("./a:/app:Z"));
    }

    @Test
    void shouldLabelForOneAloneUnlessTwoShareIt() {
        Placement source = new Placement("services/api", "/app", true, true, false);
        Part alone = new Part(Sources.api(Sources.run()), List.of("web"), List.of(), List.of(source), true);
        Part twice = new Part(Sources.api(Sources.run()), List.of("web", "worker"), List.of(), List.of(source), true);

        assertThat(Overlay.label(List.of(alone))).isEqualTo("Z");
        assertThat(Overlay.label(List.of(twice))).isEqualTo("z");
        assertThat(Overlay.label(List.of(alone, alone))).isEqualTo("z");
    }

    @Test
    void shouldLeaveVariablesToTheUsersOwnFiles() {
        assertThat(web(written("", service(Map.of("./a$b", "/app"), List.of(), "sh", "-c", "echo $HOME"))))
                .containsEntry("command", List.of("-c", "echo $$HOME"))
                .containsEntry("volumes", List.of("./a$$b:/app"));
    }

    @Test
    void shouldSayNothingOfAServiceWhoseSourceIsNotMounted() {
        assertThat(web(written("", service(Map.of(), List.of())))).containsOnlyKeys("stop_grace_period");
    }

    @Test
    void shouldRefuseAPathThatComposeWouldMisread() {
        assertThatThrownBy(() -> written("", service(Map.of("./a:b", "/app"), List.of())))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("./a:b, which has a colon");
    }

    @Test
    void shouldKeepTheFoldersOfDependencies() {
        Placement all = new Placement("services/api", "/app", true, true, false);
        List<String> files = List.of(
                "services/api/package.json",
                "services/api/ui/package.json",
                "services/api/go.mod",
                "services/api/vendor/x.go",
                "services/api/requirements.txt",
                "services/api/pom.xml",
                "other/package.json");

        assertThat(DependencyFolders.of(all, files, path -> path.equals("services/api/.venv")))
                .containsExactly("/app/.venv", "/app/node_modules", "/app/ui/node_modules");
        assertThat(DependencyFolders.of(all, files, Set.of("services/api/vendor", "services/api/target")::contains))
                .containsExactly("/app/node_modules", "/app/target", "/app/ui/node_modules");
    }

    @ParameterizedTest
    @CsvSource({
        "'CMD [\"flask\", \"run\"]', '', false",
        "'CMD [\"flask\", \"run\", \"--reload\"]', '', true",
        "'ENTRYPOINT [\"uvicorn\"]\nCMD [\"--reload\", \"app\"]', '', true",
        "'CMD npm run dev', '', true",
        "'CMD npm start', '', false",
        "'CMD python manage.py runserver', '', true",
        "'CMD python manage.py runserver --noreload', '', false",
        "'CMD npm start', 'nodemon app.js', true",
        "'CMD npm run dev', 'node app.js', false",
        "'CMD hot-air-balloon', '', false"
    })
    void shouldKnowAServerThatReloads(String dockerfile, String command, boolean reloads) {
        Map<String, Object> service = command.isEmpty() ? Map.of() : Map.of("command", command);

        assertThat(Reloading.is(Sources.api(Development.NONE), Dockerfile.parse("FROM x\n" + dockerfile + "\n"), service))
                .isEqualTo(reloads);
        assertThat(Reloading.is(Sources.api(Sources.run("x")), Dockerfile.parse("FROM x\n"), Map.of())).isTrue();
    }
}
