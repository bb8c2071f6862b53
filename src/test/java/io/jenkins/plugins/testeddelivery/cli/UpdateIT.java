package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One component at a time, on a development project with a real engine and compose. */
class UpdateIT {
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
        repo.write("delivery.yaml", "version: 1\nproject: " + project + "\ninfer: true\n");
        for (String name : List.of("api", "web")) {
            repo.write(name + "/Dockerfile", dockerfile("httpd -f -p 8080 -h /www")).write(name + "/www/page", "1\n");
        }
        repo.write("compose.yaml", """
                services:
                  api: { build: api, init: true, depends_on: [db] }
                  web: { build: web, init: true }
                  db: { image: "%s", command: sleep 3600, init: true }
                """.formatted(engine.baseImage()));
        repo.commit("open");
    }

    private String dockerfile(String command) {
        return "FROM " + engine.baseImage() + "\nCOPY www /www\nLABEL " + TestEngine.LABEL + "=" + engine.mark() + "\nCMD "
                + command + "\n";
    }

    /** Container id and start time by service. */
    private Map<String, String> runs() {
        Map<String, String> runs = new TreeMap<>();
        for (String service : List.of("api", "web", "db")) {
            runs.put(service, engine.docker("inspect", "-f", "{{.Id}} {{.State.StartedAt}}", container(service)));
        }
        return runs;
    }

    private String container(String service) {
        return project + "-dev_" + service + "_1";
    }

    private String page(String service) {
        return engine.docker("exec", container(service), "cat", "/www/page");
    }

    @Test
    void shouldReplaceOneComponentAndGoBackWhenItIsIll() throws Exception {
        daily.run("update").ok();
        assertThat(daily.run("status").ok().out()).contains("running").doesNotContain("memory");
        assertThat(daily.run("status", "--resources").ok().out()).contains("cpu ", "memory ", "disk 0 B");
        Map<String, String> first = runs();
        repo.write("api/www/page", "2\n");

        Map<String, Object> updated = daily.run("update", "api", "--json").ok().json();

        Map<String, String> second = runs();
        assertThat(page("api")).isEqualTo("2");
        assertThat(second.get("api")).isNotEqualTo(first.get("api"));
        assertThat(second).containsEntry("web", first.get("web")).containsEntry("db", first.get("db"));
        assertThat(Json.map(updated, "update").get("untouched")).isEqualTo(List.of("db", "web"));

        // the same sources, committed or not, are not built a second time
        assertThat(daily.run("update", "api").ok().out())
                .contains("reused   api  already built as", "from these very sources")
                .contains("as it was api");
        assertThat(runs()).isEqualTo(second);

        repo.write("api/Dockerfile", dockerfile("echo no configuration; exit 3"));
        Daily.Ran ill = daily.run("update", "api");
        assertThat(ill.exit()).isEqualTo(4);
        assertThat(ill.err()).contains("api | no configuration");
        assertThat(ill.out()).contains("again, as before").contains("service api is gone (exit code 3)");
        assertThat(page("api")).isEqualTo("2");
        assertThat(runs()).containsEntry("web", first.get("web")).containsEntry("db", first.get("db"));
    }

    @Test
    void shouldStopWhatStartsForEverAndHasNothingToGoBackTo() {
        repo.write("compose.yaml", repo(
                        "compose.yaml").replace("web: { build: web,", "web: { build: web, restart: always,"))
                .write("web/Dockerfile", dockerfile("echo again; exit 1"));

        Daily.Ran ran = daily.run("update", "web");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("web  is down: there was nothing well to go back to; see delivery logs");
        assertThat(engine.docker("inspect", "-f", "{{.State.Running}}", container("web"))).isEqualTo("false");
        assertThat(daily.run("logs", "web").ok().out()).contains("again");
    }

    private String repo(String path) {
        try {
            return Files.readString(repo.path(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldSayWhoHasThePort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            repo.write("compose.yaml", repo("compose.yaml")
                    .replace("web: { build: web,", "web: { build: web, ports: [\"127.0.0.1:" + taken.getLocalPort() + ":8080\"],"));

            Daily.Ran ran = daily.run("update", "web");

            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.out())
                    .contains("Port " + taken.getLocalPort() + " is in use by java (process "
                            + ProcessHandle.current().pid() + ")");
        }
        String other = engine.unique("other");
        engine.docker("run", "-d", "--name", other, "-p", "127.0.0.1:0:8080", engine.baseImage(), "sleep", "600");
        String port = engine.docker("port", other, "8080/tcp").replaceAll("(?s).*127.0.0.1:(\\d+).*", "$1");
        repo.write("compose.yaml", repo("compose.yaml").replaceFirst("127.0.0.1:\\d+:8080", "127.0.0.1:" + port + ":8080"));

        assertThat(daily.run("update", "web").out()).contains("Port " + port + " is in use by the container " + other);
    }

    @Test
    void shouldRefuseNamesThatNothingHas() {
        assertThat(daily.run("update", "nothing")).satisfies(ran -> {
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).contains("there is no component 'nothing'; there is api, web");
        });
        repo.write("compose.yaml", "services: { web: { build: web } }\n");
        assertThat(daily.run("update", "api")).satisfies(ran -> {
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).contains("No service of compose.yaml runs the component api; its services are web.");
        });
        assertThat(daily.run("restart", "cellar").err()).contains("'cellar' is no component that compose.yaml runs");
    }

    @Test
    void shouldStopStartAndReadByName() {
        daily.run("update").ok();

        assertThat(daily.run("stop", "api", "db").ok().out()).isEqualTo("stopped  api, db\n");
        assertThat(daily.run("stop", "api").ok().out()).isEqualTo("nothing of " + project + "-dev ran\n");
        assertThat(daily.run("restart", "api").ok().out()).isEqualTo("restarted  api\nhealthy\n");
        assertThat(engine.docker("inspect", "-f", "{{.State.Running}}", container("db"))).isEqualTo("false");
        assertThat(daily.run("logs", "-f", "--json").exit()).isEqualTo(2);
    }

    @Test
    void shouldBringOneComponentIntoAnEnvironmentAndLeaveTheOthersAsTheyWereTested() {
        repo.write("live.yaml", repo("compose.yaml"))
                .write("delivery.yaml", repo("delivery.yaml")
                        + "trial: { run: \"true\" }\nenvironments: { live: { compose: { files: [live.yaml] } } }\n")
                .commit("live");
        Daily.Ran never = daily.run("update", "api", "--env", "live");
        assertThat(never.exit()).isEqualTo(1);
        assertThat(never.err()).contains("nothing tested is there of web").contains("delivery ship --env live");
        daily.run("ship", "--env", "live").ok();
        repo.write("api/www/page", "2\n").write("web/www/page", "2\n");
        assertThat(daily.run("update", "api", "--env", "live").err()).contains("the working tree has changes");
        repo.commit("both");
        String web = engine.docker("inspect", "-f", "{{.Id}}", project + "-live_web_1");

        Daily.Ran updated = daily.run("update", "api", "--env", "live").ok();

        assertThat(updated.out()).contains("built    api", "changed  api\n");
        assertThat(engine.docker("exec", project + "-live_api_1", "cat", "/www/page")).isEqualTo("2");
        assertThat(engine.docker("inspect", "-f", "{{.Id}}", project + "-live_web_1")).isEqualTo(web);
        assertThat(engine.docker("exec", project + "-live_web_1", "cat", "/www/page")).isEqualTo("1");
        // what was left older is still to be built and tested at this commit
        assertThat(daily.run("detect").ok().out()).contains("build   web\n");
    }
}
