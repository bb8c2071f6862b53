package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Development built from nothing beside a running environment, with a real engine and compose. */
class RebuildIT {
    @RegisterExtension
    final TestEngine engine = new TestEngine();

    @TempDir
    private Path folder;

    private String project;
    private GitRepo repo;
    private Daily daily;

    @BeforeEach
    void openShop() {
        project = engine.unique("shop");
        repo = GitRepo.init(folder.resolve("shop"));
        daily = new Daily(repo.root(), engine.environment());
        String compose = """
                services:
                  api: { build: api, init: true, volumes: ["rows:/rows"] }
                  db: { image: "%s", command: sleep 3600, init: true }
                volumes: { rows: {} }
                """.formatted(engine.baseImage());
        repo.write("delivery.yaml", """
                        version: 1
                        project: %s
                        infer: true
                        trial: { run: "true" }
                        environments: { live: { compose: { files: [live.yaml] } } }
                        rebuild: { before: ["echo $DELIVERY_PROJECT >> dump; test ! -e broken"] }
                        """.formatted(project))
                .write(".gitignore", "dump\nbroken\n")
                .write("api/Dockerfile", "FROM " + engine.baseImage() + "\nCOPY page /page\nLABEL " + TestEngine.LABEL + "="
                        + engine.mark() + "\nCMD sleep 3600\n")
                .write("api/page", "1\n")
                .write("compose.yaml", compose)
                .write("live.yaml", compose)
                .commit("open");
    }

    private String inspect(String what, String service) {
        return engine.docker("inspect", "-f", what, project + service);
    }

    @Test
    void shouldRemoveWhatDevelopmentHasAndKeepDataAndWhatEnvironmentsNeed() throws Exception {
        daily.run("ship", "--env", "live").ok();
        String live = inspect("{{.Id}} {{.Image}} {{.State.StartedAt}}", "-live_api_1");
        repo.write("api/page", "2\n");
        daily.run("update").ok();
        String image = inspect("{{.Image}}", "-dev_api_1");
        String database = inspect("{{.Id}}", "-dev_db_1");
        engine.docker("exec", project + "-dev_api_1", "sh", "-c", "echo precious > /rows/row");

        Map<String, Object> rebuilt = daily.run("rebuild", "--clean", "--yes", "--json", "api").ok().json();

        assertThat(repo.path("dump")).hasContent(project + "-dev\n");
        assertThat(engine.docker("images", "-aq", "--no-trunc")).doesNotContain(image);
        assertThat(inspect("{{.Image}}", "-dev_api_1")).isNotEqualTo(image);
        assertThat(engine.docker("exec", project + "-dev_api_1", "cat", "/rows/row", "/page")).isEqualTo("precious\n2");
        assertThat(inspect("{{.Id}}", "-dev_db_1")).isEqualTo(database);
        assertThat(inspect("{{.Id}} {{.Image}} {{.State.StartedAt}}", "-live_api_1")).isEqualTo(live);
        Map<String, Object> removed = Json.map(rebuilt, "removed");
        assertThat(removed.get("volumes")).isEqualTo(List.of());
        assertThat(Json.map(removed, "kept").values()).contains("live needs it");
        assertThat(((Map<?, ?>) ((List<?>) Json.map(rebuilt, "build").get("components")).get(0)).get("strategy"))
                .isEqualTo("FULL");

        daily.run("rebuild", "--clean", "--yes", "--volume", "rows").ok();

        assertThat(engine.docker("exec", project + "-dev_api_1", "ls", "/rows")).isEmpty();
        assertThat(inspect("{{.Id}}", "-dev_db_1")).isNotEqualTo(database);
        assertThat(inspect("{{.Id}} {{.Image}} {{.State.StartedAt}}", "-live_api_1")).isEqualTo(live);
        assertThat(engine.docker("volume", "ls", "-q")).contains(project + "-live_rows");
    }

    @Test
    void shouldDoWhatIsTypedOnATerminal() throws Exception {
        daily.run("update").ok();
        String before = inspect("{{.Id}}", "-dev_api_1");

        assertThat(typed("n\n")).contains("containers " + project + "-dev_api_1", "Go on? [y/N]", "nothing was done");
        assertThat(inspect("{{.Id}}", "-dev_api_1")).isEqualTo(before);
        assertThat(typed("y\n")).contains("Go on? [y/N]", "removed  1 container, 1 image, no data volume");
        assertThat(inspect("{{.Id}}", "-dev_api_1")).isNotEqualTo(before);
    }

    /** What a terminal shows on which this is typed when it asks. */
    private String typed(String answer) throws Exception {
        Path out = Files.createTempFile(folder, "terminal", "");
        Process process = Delivery.in(repo.root())
                .with(engine.environment())
                .through("sh", "-c", "exec script -qec \"$*\" /dev/null", "-")
                .start(out, folder.resolve("err"), "rebuild", "--clean", "api");
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (process.isAlive() && !Files.readString(out).contains("[y/N]") && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        try (OutputStream keyboard = process.getOutputStream()) {
            keyboard.write(answer.getBytes(StandardCharsets.US_ASCII));
            keyboard.flush();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(Files.readString(out)).isTrue();
        }
        return Files.readString(out);
    }

    @Test
    void shouldDoNothingThatNobodyAgreedTo() {
        daily.run("update").ok();
        String before = inspect("{{.Id}} {{.State.StartedAt}}", "-dev_api_1");

        assertThat(daily.run("rebuild").exit()).isEqualTo(2);
        assertThat(daily.run("rebuild", "--clean")).satisfies(ran -> {
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).contains("say --yes where nobody can be asked. Nothing was done.");
        });
        assertThat(daily.run("rebuild", "--clean", "--yes", "--volume", "cellar")).satisfies(ran -> {
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).contains("--volume cellar: " + project + "-dev has no such volume; it has rows.");
        });
        assertThat(repo.path("dump")).doesNotExist();
        repo.write("broken", "");
        assertThat(daily.run("rebuild", "--clean", "--yes")).satisfies(ran -> {
            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.err()).contains("rebuild.before failed:", "Nothing was removed");
        });

        assertThat(Files.exists(repo.path("dump"))).isTrue();
        assertThat(inspect("{{.Id}} {{.State.StartedAt}}", "-dev_api_1")).isEqualTo(before);
    }
}
