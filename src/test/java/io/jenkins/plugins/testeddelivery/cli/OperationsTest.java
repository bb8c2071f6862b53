package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code lint}, {@code account}, {@code doctor} and {@code prune} as they are called, with a real engine. */
class OperationsTest {
    @RegisterExtension
    final TestEngine engine = new TestEngine();

    @TempDir
    private Path folder;

    private String project;
    private GitRepo repo;

    private record Ran(int exit, String out, String err) {
        Map<String, Object> json() throws IOException {
            return Json.readObject(out);
        }
    }

    @BeforeEach
    void openShop() {
        project = engine.unique("ops");
        repo = GitRepo.init(folder.resolve("shop"));
        repo.write("delivery.yaml", "version: 1\nproject: " + project + "\ncomponents:\n  api: { path: api, image: {} }\n");
        repo.write("api/Dockerfile", "FROM " + engine.baseImage() + "\nCOPY app /own/app\nRUN cp /own/app /own/copy\n");
        repo.write("api/app", "1\n").commit("open");
    }

    private Ran run(Map<String, String> more, Path where, String... arguments) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(engine.environment());
        environment.putAll(more);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(arguments, new Console(new PrintStream(out, true), new PrintStream(err, true), environment, where, false));
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Ran run(String... arguments) {
        return run(Map.of(), repo.root(), arguments);
    }

    private Ran ok(String... arguments) {
        Ran ran = run(arguments);
        assertThat(ran.exit).as(ran.out + ran.err).isZero();
        return ran;
    }

    private void change(int number) {
        repo.write("api/app", number + "\n").commit("change " + number);
        ok("build");
    }

    /** The engine lists images by the second in which they were made. */
    private static String added(List<String> before, List<String> after) {
        return after.stream().filter(tag -> !before.contains(tag)).findFirst().orElseThrow();
    }

    private List<String> versions() {
        return engine.docker("images", "--format", "{{.Tag}}", project + "-api").lines().filter(tag -> !tag.isBlank()).toList();
    }

    @Test
    void shouldFailForAnErrorAndForWarningsOnlyWhenAsked() throws IOException {
        assertThat(ok("lint").out).contains("[base-not-pinned]");

        repo.write("api/Dockerfile", "FROM x:latest\nCOPY app /app\n");
        ok("lint");
        assertThat(run("lint", "--strict").exit).isEqualTo(1);

        repo.write("api/Dockerfile", "FROM x:1\nENV API_TOKEN=hunter2\n");
        Ran ran = run("lint", "--json");
        assertThat(ran.exit).isEqualTo(1);
        assertThat(ran.out).doesNotContain("hunter2");
        assertThat(Json.maps(ran.json(), "findings")).extracting(finding -> Json.text(finding, "rule"))
                .containsExactly("base-not-pinned", "secret-in-env");
        assertThat(Json.readObject(run("lint", "--sarif").out)).containsEntry("version", "2.1.0");
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() {
        for (String[] line : new String[][] {
            {"lint", "nothing"}, {"lint", "--sarif", "--json"}, {"account", "--log", "none"}, {"prune", "--yes", "--dry-run"},
        }) {
            Ran ran = run(line);
            assertThat(ran.exit).as(String.join(" ", line)).isEqualTo(2);
            assertThat(ran.out).isEmpty();
            assertThat(ran.err.lines()).singleElement().asString().startsWith("delivery: ");
        }
        assertThat(run(Map.of(), folder, "prune").exit).isEqualTo(2);
        assertThat(run(Map.of(), folder, "lint").exit).isEqualTo(2);
        assertThat(run(Map.of(), folder, "account").exit).isZero();
    }

    @Test
    void shouldAccountForABuild() throws IOException {
        assertThat(ok("account").out).contains("no build is on record");

        assertThat(ok("build").out).contains("account  api  FULL").contains("assumed").contains("2 layers from the cache");
        Map<String, Object> account = ok("account", "--json").json();

        Map<String, Object> build = Json.maps(account, "builds").get(0);
        Map<String, Object> api = Json.maps(build, "components").get(0);
        assertThat(Json.number(api, "layers")).isEqualTo(2);
        assertThat(Json.text(api, "assumed")).isEqualTo("true");
        assertThat(Json.maps(api, "steps")).extracting(step -> Json.text(step, "instruction"))
                .containsExactly("COPY app /own/app", "RUN cp /own/app /own/copy");
        assertThat(Json.number(Json.map(account, "total"), "builds")).isEqualTo(1);
        assertThat(ok("history").out).doesNotContain("accounted");
    }

    @Test
    void shouldTellThatAllIsWellOrThatTheEngineIsGone() throws IOException {
        Ran well = ok("doctor", "--json");
        assertThat(well.json()).containsEntry("schema", "tested-delivery/doctor/1").containsEntry("well", true);
        assertThat(Json.maps(well.json(), "checks")).extracting(check -> Json.text(check, "name"))
                .contains("engine", "builder", "compose", "disk", "memory", "architecture", "volumes", "cache", "registry",
                        "clock", "history", "workspace");

        Ran gone = run(Map.of("DOCKER_HOST", "unix:///nowhere.sock"), repo.root(), "doctor");
        assertThat(gone.exit).isEqualTo(3);
        assertThat(gone.out).contains("/nowhere.sock");
        assertThat(run(Map.of(), folder, "doctor").exit).isZero();
    }

    @Test
    void shouldNotStartABuildForAPlatformThatCannotRun() {
        repo.write("delivery.yaml", "version: 1\nproject: " + project
                        + "\ncomponents:\n  api: { path: api, image: { platform: linux/s390x } }\n")
                .commit("for a mainframe");

        Ran doctor = run("doctor");
        Ran build = run("build");

        assertThat(doctor.exit).isEqualTo(1);
        assertThat(doctor.out).contains("linux/s390x");
        assertThat(build.exit).isEqualTo(1);
        assertThat(build.err).contains("The build was not started").contains("linux/s390x");
        assertThat(versions()).isEmpty();
    }

    @Test
    void shouldFreeWhatNobodyNeedsAndNothingElse() throws IOException {
        ok("build");
        ok("test", "--", "true");
        String tested = versions().get(0);
        change(2);
        List<String> two = versions();
        change(3);
        List<String> three = versions();
        change(4);
        List<String> all = versions();
        String third = added(two, three);
        String newest = added(three, all);
        String mine = engine.unique("mine") + ":1";
        engine.docker("tag", project + "-api:" + third, mine);
        Files.createDirectories(repo.path("_build/.delivery/build-v1-api"));

        assertThat(ok("prune").out).contains("nothing was removed").contains("frees    image").contains("keeps    image");
        assertThat(versions()).containsExactlyInAnyOrderElementsOf(all).hasSize(4);

        Map<String, Object> pruned = ok("prune", "--yes", "--json").json();

        assertThat(versions()).containsExactlyInAnyOrder(tested, third, newest);
        assertThat(engine.docker("images", "-q", mine)).isNotBlank();
        assertThat(repo.path("_build/.delivery/build-v1-api")).doesNotExist();
        assertThat(Json.maps(pruned, "items")).allMatch(item -> Json.text(item, "removed").equals("true"));
        assertThat(ok("build").out).contains("already built as");
        assertThat(Json.maps(ok("prune", "--json").json(), "items")).isEmpty();
    }

    @Test
    void shouldRemoveContainersOfKilledTrialsAndLeaveOthersAlone() {
        ok("build");
        String own = container("0011aabb", project + "-trial-0011aabb", "/nowhere/shop");
        String other = container("0011aabc", "other-trial-0011aabc", "/nowhere/other");
        String elsewhere = container("0011aabd", project + "-trial-0011aabd", folder.toString());

        ok("prune", "--yes");

        String left = engine.docker("ps", "-a", "--format", "{{.Names}}");
        assertThat(left.lines()).contains(other, elsewhere).doesNotContain(own);
    }

    private String container(String trial, String composeProject, String where) {
        String name = engine.unique("left");
        engine.docker("create", "--name", name, "--label", "io.github.tested-delivery.trial=" + trial,
                "--label", "com.docker.compose.project=" + composeProject,
                "--label", "com.docker.compose.project.working_dir=" + where, engine.baseImage(), "true");
        return name;
    }

    @Test
    void shouldProveABuildAndFindAWrongRule() throws IOException {
        Ran honest = run("build", "--prove", "--json");
        assertThat(honest.exit()).as(honest.err()).isZero();
        Map<String, Object> api = Json.maps(honest.json(), "components").get(0);
        assertThat(Json.map(api, "proof")).containsEntry("result", "same");

        // wrong: the image is made of it
        repo.write("delivery.yaml", "version: 1\nproject: " + project
                + "\nignore: [about]\ncomponents:\n  api: { path: api, image: {} }\n");
        repo.write("api/Dockerfile", "FROM " + engine.baseImage() + "\nCOPY . /own\nRUN cat /own/about > /own/copy || true\n");
        repo.write("api/about", "1\n").commit("about");
        run("build");
        repo.write("api/about", "2\n").commit("about again");

        Ran wrong = run("build", "--prove");
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.out())
                .contains("differs  api  2 differences from what is built from nothing")
                .containsPattern("/own/copy: other content \\(layer \\d of \\d: RUN cat /own/about")
                .contains("no input of it: about;");
        assertThat(run("history").out()).contains("proven    ").contains("api different");
    }
}
