package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code delivery dev} with a real engine and compose, as a developer uses it. */
@Timeout(240)
class DevIT {
    @RegisterExtension
    final TestEngine engine = new TestEngine();

    @TempDir
    private Path folder;

    private GitRepo repo;
    private Delivery delivery;
    private int port;
    private Process dev;
    private Path out;

    @BeforeEach
    void openShop() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        repo = GitRepo.init(folder.resolve("shop"));
        delivery = Delivery.in(repo.root()).with(engine.environment());
        out = folder.resolve("out.txt");
        repo.write("delivery.yaml", """
                version: 1
                project: %s
                components:
                  web: { path: web, image: {}, dev: { run: [httpd, -f, -p, "8080", -h, /srv/app] } }
                  job: { path: job, image: {} }
                """.formatted(engine.unique("shop")));
        repo.write("web/Dockerfile", """
                FROM %s
                WORKDIR /srv/app
                COPY requirements.txt .
                RUN read one < requirements.txt && echo "installed $one" > /etc/installed
                COPY . .
                """.formatted(engine.baseImage()));
        repo.write("web/requirements.txt", "1\n").write("web/page", "first\n");
        repo.write("job/Dockerfile", """
                FROM %s
                COPY run /etc/run
                COPY www /etc/www
                CMD ["sh", "/etc/run"]
                """.formatted(engine.baseImage()));
        repo.write("job/run", "exec sleep 600\n").write("job/www/style.css", "first\n");
        repo.write("compose.yaml", """
                services:
                  web: { build: web, ports: ["127.0.0.1:%d:8080"] }
                  job: { build: job, restart: always, stop_grace_period: 1s }
                """.formatted(port));
        repo.commit("shop");
    }

    @AfterEach
    void end() throws Exception {
        if (dev != null && dev.isAlive()) {
            dev.destroy();
            assertThat(dev.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void start(String... more) throws IOException {
        Files.writeString(out, "");
        String[] arguments = new String[more.length + 2];
        arguments[0] = "dev";
        arguments[1] = "--plain";
        System.arraycopy(more, 0, arguments, 2, more.length);
        dev = delivery.start(out, folder.resolve("err.txt"), arguments);
    }

    private String said() throws IOException {
        return Files.readString(out) + Files.readString(folder.resolve("err.txt"));
    }

    private void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(said()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void untilSaid(String words) throws Exception {
        until(() -> said().contains(words));
    }

    private String page(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path)).build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            return "";
        }
    }

    private String container(String service, String format) {
        return engine.docker("inspect", "--format", format, engine.docker(
                "ps", "-aq", "--filter", "label=com.docker.compose.service=" + service, "--filter", "name=^/?" + prefix()));
    }

    private String prefix() {
        return engine.unique("x").replaceFirst("x(-\\d+)?$", "");
    }

    @Test
    void shouldBringEveryChangeWithTheLeastEffort() throws Exception {
        start();
        untilSaid("2 services started");
        assertThat(page("page")).isEqualTo("first\n");
        String web = container("web", "{{.Id}} {{.State.StartedAt}}");
        String job = container("job", "{{.Id}} {{.State.StartedAt}}");

        repo.write("web/page", "second\n");
        until(() -> page("page").equals("second\n"));
        untilSaid("web page: reloads by itself");
        assertThat(container("web", "{{.Id}} {{.State.StartedAt}}")).isEqualTo(web);

        repo.write("web/requirements.txt", "2\n");
        untilSaid("web requirements.txt: dependencies installed");
        assertThat(engine.docker("exec", container("web", "{{.Id}}"), "cat", "/etc/installed")).isEqualTo("installed 2");
        assertThat(container("job", "{{.Id}} {{.State.StartedAt}}")).isEqualTo(job);

        repo.write("job/www/style.css", "second\n");
        untilSaid("job www/style.css: copied ");
        assertThat(engine.docker("exec", container("job", "{{.Id}}"), "cat", "/etc/www/style.css")).isEqualTo("second");
        assertThat(container("job", "{{.Id}} {{.State.StartedAt}}")).isEqualTo(job);

        repo.write("job/run", "echo here\nexec sleep 700\n");
        untilSaid("job run: copied, restarted");
        until(() -> said().contains("| here"));

        interrupt();
        assertThat(container("web", "{{.State.Status}}")).isEqualTo("exited");

        repo.write("web/page", "while nothing watched\n").delete("job/run").write("job/run2", "exec sleep 800\n");
        repo.write("job/Dockerfile", Files.readString(repo.path("job/Dockerfile")).replace("run ", "run2 "));
        String before = container("web", "{{.Id}}");
        start();
        untilSaid("2 services started");
        until(() -> page("page").equals("while nothing watched\n"));
        assertThat(container("web", "{{.Id}}")).isEqualTo(before);
        assertThat(engine.docker("exec", container("job", "{{.Id}}"), "cat", "/etc/run")).contains("sleep 800");
    }

    @Test
    void shouldSayWhatIsWrongAndGoOn() throws Exception {
        repo.write("job/run", "echo no data >&2\nexit 3\n");
        start("job");
        untilSaid("1 service started");
        untilSaid("job restarts for ever");
        assertThat(said()).containsPattern("job restarts for ever \\(\\d+ times, exit code 3\\): .*no data");

        repo.write("delivery.yaml", "version: 1\nproject: [\n");
        untilSaid("delivery.yaml:");
        repo.write("delivery.yaml", repo.git("show", "HEAD:delivery.yaml") + "\n");
        repo.write("job/run", "exec sleep 600\n");
        untilSaid("job run: ");
        until(() -> container("job", "{{.State.Status}}").equals("running"));
    }

    @Test
    void shouldRefuseWhatCannotBe() throws Exception {
        assertThat(delivery.run("dev", "wep")).satisfies(ran -> {
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).contains("no component 'wep'").contains("job, web");
        });
        repo.write("compose.yaml", "services:\n  web: { build: web }\n");
        assertThat(delivery.run("dev", "job")).satisfies(ran -> {
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).contains("No service of compose.yaml runs the component job; its services are web");
        });
        repo.git("checkout", "compose.yaml");
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Delivery.Ran ran = delivery.run("dev", "web");
            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.err()).contains("Port " + taken.getLocalPort() + " is in use by")
                    .contains("(process " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void shouldWriteTheFileForComposeAlone() throws Exception {
        assertThat(delivery.run("dev", "--write", "dev.yaml").ok().out()).contains("wrote dev.yaml");

        assertThat(Files.readString(repo.path("dev.yaml")))
                .contains("docker compose -f compose.yaml -f THIS up --build")
                .contains("\"./web:/srv/app\"")
                .doesNotContain("sha256:")
                .doesNotContain(folder.toString());
        Delivery.program(repo.root(), "docker-compose", "-f", "compose.yaml", "-f", "dev.yaml", "config", "-q");
    }

    @Test
    void shouldStartAgainWithoutComposeWhatComposeMade() throws Exception {
        start("web");
        untilSaid("1 service started");
        String web = container("web", "{{.Id}}");
        interrupt();

        start("web");
        untilSaid("1 service started");

        assertThat(container("web", "{{.Id}}")).isEqualTo(web);
        assertThat(said()).doesNotContain("compose |");
        interrupt();

        engine.docker("rm", "-f", web);
        start("web");
        untilSaid("1 service started");
        assertThat(said()).contains("compose |");
        until(() -> page("page").equals("first\n"));
    }

    private void interrupt() throws Exception {
        Delivery.program(folder, "kill", "-INT", String.valueOf(dev.pid()));
        assertThat(dev.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(dev.exitValue()).isEqualTo(130);
    }
}
