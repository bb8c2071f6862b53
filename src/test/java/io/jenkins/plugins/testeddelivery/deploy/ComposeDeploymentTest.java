package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ComposeDeploymentTest {
    private static final Options OPTIONS = Options.by("ada@test");
    private static final String COMPOSE =
            """
            version: "3.8"
            services:
              api:
                build: ../services/api
                init: true
                environment: { GREETING: "${GREETING}" }
                depends_on: [db]
              web:
                build: { context: ../services/web }
                init: true
                restart: unless-stopped
              db:
                image: "%s"
                command: sleep 3600
                init: true
                volumes: [ "rows:/rows" ]
            volumes:
              rows:
            """;

    @RegisterExtension
    final TestEngine docker = new TestEngine();

    @TempDir
    Path temp;

    private Path empty;
    private String project;
    private TestPorts.Lines lines;
    private Ports ports;
    private Engine engine;
    private Deployments deployments;

    @BeforeEach
    void setUp() throws Exception {
        empty = Files.createDirectory(temp.resolve("empty"));
        project = docker.unique("shop");
        lines = new TestPorts.Lines();
        Map<String, String> environment = new HashMap<>(docker.environment());
        ports = TestPorts.at(empty, environment, lines);
        engine = Engines.connect(ports);
        deployments = new Deployments(ports);
        Files.writeString(empty.resolve("production.env"), "GREETING=hello\nPASSWORD=s3cret-value\n");
    }

    /** An image whose containers run the command; each call with another word makes another image. */
    private String image(String component, int number, String word, String command) throws IOException {
        String reference = docker.unique(component) + ":" + ReleaseFixture.version(number);
        Path context = Files.createDirectories(temp.resolve("context"));
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + docker.baseImage() + "\nRUN echo " + word + " > /word\nCMD " + command + "\n");
        docker.docker("build", "-q", "-t", reference, context.toString());
        return reference;
    }

    private ReleaseFolder release(int number, String api, String web, ReleaseFixture.Env env) throws Exception {
        return ReleaseFixture.at(temp.resolve("releases"), number)
                .archive("site", Map.of("index.html", "page " + number))
                .image("api", api, engine)
                .image("web", web, engine)
                .carries("deploy/compose.yaml", COMPOSE.formatted(docker.baseImage()))
                .environment(env.done())
                .write(ports);
    }

    private ReleaseFixture.Env env() {
        return ReleaseFixture.env("production")
                .compose(new Compose(List.of("deploy/compose.yaml"), project, "production.env"));
    }

    /** Healthy when the container of api answers with what its image holds. */
    private ReleaseFixture.Env probed() {
        return env().command(8000, 600, "docker", "exec", project + "_api_1", "test", "-e", "/word");
    }

    private String id(String service) throws Exception {
        return engine.container(project + "_" + service + "_1").map(Engine.Container::id).orElse("");
    }

    private String inApi(String... command) {
        return docker.docker(
                Stream.concat(
                                Stream.of("exec", project + "_api_1"), Arrays.stream(command))
                        .toArray(String[]::new));
    }

    @Test
    void shouldReplaceOnlyWhatChangedAndGoBack() throws Exception {
        String web = image("web", 1, "web", "sleep 3600");
        String apiOne = image("api", 1, "one", "sleep 3600");
        String apiTwo = image("api", 2, "two", "sleep 3600");
        ReleaseFolder one = release(1, apiOne, web, probed());
        ReleaseFolder two = release(2, apiTwo, web, probed());
        docker.docker("rmi", "-f", apiOne, apiTwo, web);

        Fact.Deployment first = deployments.deploy("production", one, OPTIONS);

        assertThat(first.outcome()).as(lines.all().toString()).isEqualTo("healthy");
        assertThat(first.components()).containsOnlyKeys("api", "web");
        assertThat(lines.all()).anyMatch(line -> line.contains("has no place for site"));
        assertThat(inApi("cat", "/word")).isEqualTo("one");
        docker.docker("exec", project + "_db_1", "sh", "-c", "echo row > /rows/table");
        String webId = id("web");
        String dbId = id("db");
        String apiId = id("api");

        Fact.Deployment second = deployments.deploy("production", two, OPTIONS);

        assertThat(second.outcome()).isEqualTo("healthy");
        assertThat(second.components()).containsOnlyKeys("api");
        assertThat(inApi("cat", "/word")).isEqualTo("two");
        assertThat(id("web")).isEqualTo(webId);
        assertThat(id("db")).isEqualTo(dbId);
        assertThat(id("api")).isNotEqualTo(apiId);

        // an empty folder but for the host's own envFile: the state is with the engine
        Files.delete(empty.resolve(".delivery/environments.json"));
        Deployments elsewhere = new Deployments(ports, Deployments.MEMORY, "shop", List::of);
        assertThat(elsewhere.drift("production")).isEmpty();
        Fact.Deployment back = elsewhere.rollback("production", "", OPTIONS);

        assertThat(back.outcome()).isEqualTo("healthy");
        assertThat(back.running()).isEqualTo(ReleaseFixture.version(1));
        assertThat(inApi("cat", "/word")).isEqualTo("one");
        assertThat(id("db")).isEqualTo(dbId);
        assertThat(docker.docker("exec", project + "_db_1", "cat", "/rows/table")).isEqualTo("row");
        EnvironmentStatus status = elsewhere.status("").stream()
                .filter(each -> each.place().endsWith(project))
                .findFirst()
                .orElseThrow();
        assertThat(status.well()).isTrue();
        assertThat(status.services()).extracting(EnvironmentStatus.Service::service).containsExactly("api", "db", "web");

        Files.writeString(empty.resolve("production.env"), "GREETING=hi\nPASSWORD=s3cret-value\n");
        assertThat(elsewhere.drift("production")).singleElement().asString().contains("service api").contains("RESTART");
        Fact.Deployment restarted = elsewhere.deploy("production", one, OPTIONS);
        assertThat(restarted.components()).containsOnlyKeys("api");
        assertThat(inApi("sh", "-c", "echo $GREETING")).isEqualTo("hi");
        assertThat(id("web")).isEqualTo(webId);
        assertThat(docker.docker("ps", "-aq", "--filter", "label=" + Labels.PREFIX + "role", "--filter", "name=" + project)
                        .lines())
                .hasSize(1);
        assertThat(String.join("\n", lines.all())).doesNotContain("s3cret-value");
        assertThat(docker.docker("inspect", project + "-delivery-state")).doesNotContain("s3cret-value");
    }

    @Test
    void shouldGoBackFromACrashLoopAndRemoveAnIllFirstOne() throws Exception {
        String web = image("web", 1, "web", "sleep 3600");
        String crashing = image("web", 2, "crash", "sh -c 'sleep 1; exit 3'");
        String api = image("api", 1, "one", "sleep 3600");
        // both targets: the archive's page says which release is there
        Path srv = temp.resolve("srv");
        ReleaseFixture.Env watched = env().directory(srv).command(3000, 2500, "test", "-e", "site/index.html");

        Fact.Deployment first = deployments.deploy("production", release(1, api, crashing, watched), OPTIONS);

        assertThat(first.outcome()).isEqualTo("ill");
        assertThat(first.running()).isEmpty();
        assertThat(docker.docker("ps", "-aq", "--filter", "label=com.docker.compose.project=" + project)).isEmpty();
        assertThat(docker.docker("volume", "ls", "-q", "--filter", "name=" + project)).contains(project + "_rows");
        assertThat(docker.docker("network", "ls", "-q", "--filter", "name=" + project)).isEmpty();
        assertThat(srv.resolve("current")).doesNotExist();

        assertThat(deployments.deploy("production", release(2, api, web, watched), OPTIONS).outcome())
                .isEqualTo("healthy");
        String webId = id("web");
        String apiId = id("api");

        Fact.Deployment third = deployments.deploy("production", release(3, api, crashing, watched), OPTIONS);

        assertThat(third.outcome()).as(third.reason() + lines.all()).isEqualTo("rolled-back");
        assertThat(third.reason()).contains("service web");
        assertThat(engine.container(project + "_web_1").orElseThrow().running()).isTrue();
        assertThat(id("web")).isNotEqualTo(webId);
        assertThat(id("api")).isEqualTo(apiId);
        assertThat(Files.readString(srv.resolve("current/site/index.html"))).isEqualTo("page 2");
        assertThat(deployments.drift("production")).isEmpty();
    }

    @Test
    void shouldSayWhereTheEnvFileBelongsAndWhichImageIsNotThere() throws Exception {
        String web = image("web", 1, "web", "sleep 3600");
        String api = image("api", 1, "one", "sleep 3600");
        ReleaseFolder release = release(1, api, web, probed());
        docker.docker("rmi", "-f", api);

        assertThatThrownBy(() -> deployments.deploy("production", release, OPTIONS.withSkipLoad()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("not in the engine");
        Files.delete(empty.resolve("production.env"));
        assertThatThrownBy(() -> deployments.deploy("production", release, OPTIONS))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining(empty.resolve("production.env").toString());
        assertThat(docker.docker("ps", "-aq", "--filter", "name=" + project)).isEmpty();
    }
}
