package io.jenkins.plugins.testeddelivery.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Trials of sets that compose starts, with a real engine. */
class ComposedTrialTest {
    private static final Pattern TRIAL = Pattern.compile("trial ([0-9a-f]{8}) of .*");

    @RegisterExtension
    static final TestEngine ENGINE = new TestEngine();

    @TempDir
    Path folder;

    private final TestPorts.Lines shown = new TestPorts.Lines();
    private Path repository;
    private Path outside;
    private Ports ports;
    private Ledger ledger;
    private Trials trials;
    private Engine engine;
    private String project;

    @BeforeEach
    void trials() throws Exception {
        project = ENGINE.unique("shop");
        repository = Files.createDirectories(folder.resolve("repo"));
        outside = Files.createDirectories(folder.resolve("prod"));
        Files.createDirectories(repository.resolve("api/site"));
        Files.writeString(repository.resolve("api/site/index.html"), "from the repository");
        ports = TestPorts.at(repository, ENGINE.environment(), shown);
        ledger = new FileLedger(folder.resolve("ledger"), "ada@host", Clock.systemUTC(), shown);
        trials = new Trials(ports, ledger);
        engine = Engines.connect(ports);
    }

    @Test
    void shouldTryTheSetBesideARunningProductionAndTouchNothingOfIt() throws Exception {
        String volume = ENGINE.unique("data");
        String container = ENGINE.unique("prod-api");
        ENGINE.docker("volume", "create", volume);
        ENGINE.docker(
                "run", "--name", container, "-d", "-p", "127.0.0.1:0:8080", "-v", volume + ":/data", "-v",
                outside + ":/out", ENGINE.baseImage(), "sh", "-c",
                "echo precious > /data/p; echo precious > /out/p; exec httpd -f -p 8080 -h /data");
        String address = ENGINE.docker("port", container, "8080/tcp").lines().findFirst().orElseThrow();
        String productionPort = address.substring(address.lastIndexOf(':') + 1);
        String before = ENGINE.docker("inspect", "-f", "{{.Id}} {{.State.StartedAt}} {{.RestartCount}}", container);
        String image = image("api", "ENV WHO=artifact");
        compose("""
                services:
                  web:
                    image: not-the-artifact:1
                    container_name: %s
                    restart: always
                    command: [sh, -c, 'test "$$WHO" = artifact || exit 9; test ! -e /data/p || exit 7; test ! -e /out/p || exit 8; echo $$DB > /data/db; echo x > /out/p; exec httpd -f -p 8080 -h /']
                    ports: ["127.0.0.1:%s:8080"]
                    environment: {DB: prod}
                    healthcheck: {test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/data/db"], interval: 1s}
                    volumes: ["data:/data", "%s:/out", "./api/site:/site"]
                  once:
                    image: %s
                    command: ["true"]
                volumes:
                  data: {external: true, name: %s}
                """.formatted(container, productionPort, outside, ENGINE.baseImage(), volume));
        List<String> run = List.of(
                "sh", "-c", "env | grep ^DELIVERY_; wget -q -O - $DELIVERY_URL_WEB/data/db;"
                        + " wget -q -O - $DELIVERY_URL_WEB/site/index.html");
        Given given = given(run, Map.of("DB", "throw$away"));

        Trials.Result result = trials.run(given.plan(), Given.command());

        Fact.Evidence evidence = evidence();
        assertThat(result.reason()).isEmpty();
        assertThat(result.urls()).containsOnlyKeys("web");
        assertThat(result.urls().get("web")).startsWith("http://127.0.0.1:").doesNotContain(productionPort);
        assertThat(evidence.passed()).isTrue();
        assertThat(evidence.set()).isNotEmpty();
        assertThat(log(evidence))
                .contains("web answers at " + result.urls().get("web"), "DELIVERY_URL_WEB=", "from the repository")
                .contains("trial | ***")
                .doesNotContain("throw$away");
        assertThat(ENGINE.docker("inspect", "-f", "{{.Id}} {{.State.StartedAt}} {{.RestartCount}}", container))
                .isEqualTo(before);
        assertThat(ENGINE.docker("exec", container, "cat", "/data/p", "/out/p")).isEqualTo("precious\nprecious");
        assertThat(ENGINE.docker("exec", container, "ls", "/data")).isEqualTo("p");
        assertThat(ENGINE.docker("image", "inspect", "-f", "{{.Id}}", image)).isNotEmpty();
        assertNothingIsLeft();
    }

    @Test
    void shouldTearDownAfterAFailedCommand() throws Exception {
        image("api", "");
        compose(httpd(""));

        Trials.Result result = trials.run(given(List.of("sh", "-c", "exit 5"), Map.of()).plan(), Given.command());

        assertThat(result.reason()).isEqualTo("the test command failed: exit code 5");
        assertThat(evidence().against()).containsExactly("api");
        assertNothingIsLeft();
    }

    @Test
    void shouldShowTheLastWordsOfAServiceThatCrashes() throws Exception {
        image("api", "");
        compose("services: {web: {image: x, restart: always, command: [sh, -c, 'echo no database; exit 3']}}");

        Trials.Result result = trials.run(given(List.of("true"), Map.of()).plan(), Given.command());

        assertThat(result.reason()).isEqualTo("service web ended with exit code 3: no database");
        assertThat(evidence().passed()).isFalse();
        assertThat(evidence().against()).containsExactly("api");
        assertThat(log(evidence())).contains("web | no database").doesNotContain("trial |");
        assertNothingIsLeft();
    }

    @Test
    void shouldSayThatAServiceIsUnhealthy() throws Exception {
        image("api", "");
        compose(httpd("healthcheck: {test: [CMD, 'false'], interval: 1s, retries: 1}"));

        assertThat(trials.run(given(List.of("true"), Map.of()).plan(), Given.command()).reason())
                .startsWith("service web is unhealthy");
        assertNothingIsLeft();
    }

    @Test
    void shouldRefuseBeforeAnythingIsStarted() throws Exception {
        image("api", "");
        compose(httpd("network_mode: host"));

        assertThatThrownBy(() -> trials.run(given(List.of("true"), Map.of()).plan(), Given.command()))
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("service web: network_mode host", "`host-network`");
        assertThat(ledger.entries()).hasSize(1);
        assertNothingIsLeft();
    }

    @Test
    void shouldLoadAnArtifactThatIsNotInTheEngine() throws Exception {
        String reference = image("api", "");
        Engine.Image image = engine.image(reference).orElseThrow();
        Engine.Saved saved = engine.save(reference, folder.resolve("api.tar.gz").toString());
        String stored = ledger.store().keep(ports.workspace(), saved.file());
        ledger.append(Given.artifact("api", "image", image.digest(), reference, stored));
        engine.untag(reference);
        assertThat(engine.image(reference)).isEmpty();
        compose(httpd(""));

        assertThat(trials.run(given(List.of("true"), Map.of()).plan(), Given.command()).reason()).isEmpty();

        assertThat(engine.image(reference).orElseThrow().digest()).isEqualTo(image.digest());
        assertNothingIsLeft();
    }

    @Test
    void shouldHandTheImagesToTheCommandWhereThereIsNoCompose() throws Exception {
        String reference = image("api", "ENV WHO=me");
        Given given = given(List.of("sh", "-c", "docker inspect -f '{{.Config.Env}}' $DELIVERY_IMAGE_API"), Map.of());
        given.trial(new Trial(
                "", Compose.NONE, Map.of(), List.of(), given.project().trial().run(), List.of(), Trial.Scope.SET,
                List.of()));

        assertThat(trials.run(given.plan(), Given.command()).reason()).isEmpty();

        assertThat(log(evidence())).contains("WHO=me", "nothing is started");
        assertThat(engine.image(reference)).isPresent();
    }

    @Test
    void shouldKeepTheSetRunningUntilAPersonDecides() throws Exception {
        image("api", "");
        compose(httpd(""));
        Given given = given(List.of("true"), Map.of("DB", "secret-name"));

        Trials.Result result = trials.run(given.plan(), new Trials.Options(true, true, false, true, List.of()));

        assertThat(result.urls()).containsOnlyKeys("web");
        assertThat(engine.containers(Map.of(Labels.TRIAL, result.kept()))).hasSize(1);
        Path kept = repository.resolve("_build/.delivery/trial-" + result.kept());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.resolve("compose.yaml"))))
                .isEqualTo("rw-------");
        assertThat(kept.resolve("kept.json")).content().doesNotContain("secret-name");
        assertThat(trials.decide("", true, "seen").passed()).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void shouldRemoveWhatAKilledTrialLeftRunning() throws Exception {
        image("api", "");
        compose(httpd(""));
        Trials.Result result = trials.run(
                given(List.of("true"), Map.of()).plan(), new Trials.Options(true, true, true, false, List.of()));
        Files.delete(repository.resolve("_build/.delivery/trial-" + result.kept() + "/kept.json"));

        trials.tearDownLeftovers();

        assertNothingIsLeft();
    }

    @Test
    void shouldHoldTheSetUpForSomebodyElsesTests() throws Exception {
        image("api", "");
        compose(httpd(""));
        Given given = given(List.of(), Map.of("DB", "x"));

        Started started = Started.read(trials.start(given.plan(), true, true).json());

        String url = started.urls().get("web");
        assertThat(started.variables()).containsEntry("DELIVERY_URL_WEB", url).containsEntry("DELIVERY_URL_API", url);
        assertThat(engine.containers(Map.of(Labels.TRIAL, started.id()))).hasSize(1);
        new Trials(ports, ledger).conclude(started, Verdict.tried("", "by hand", 0, 0, 1));
        Fact.Evidence evidence = evidence();
        assertThat(evidence.passed()).isTrue();
        assertThat(evidence.set()).isNotEmpty();
        assertNothingIsLeft();
    }

    @Test
    void shouldRemoveByLabelWhatAnOwnerLeftWhoseWorkspaceIsGone() throws Exception {
        image("api", "");
        compose(httpd("volumes: ['fresh:/data']") + "volumes: {fresh: {}}\n");
        String name = ENGINE.unique("controller") + "/jo$b#1";
        Given given = given(List.of(), Map.of());
        Started first = new Trials(ports, ledger, TrialsTest.owner(name, "")).start(given.plan(), true, true);
        assertThat(engine.containers(Map.of(Labels.OWNER, name))).hasSize(1);
        Folders.delete(repository.resolve("_build"));

        Trials next = new Trials(ports, ledger, TrialsTest.owner("another", name));
        Started second = next.start(given.plan(), true, true);

        assertThat(engine.containers(Map.of(Labels.TRIAL, first.id()))).isEmpty();
        assertThat(engine.containers(Map.of(Labels.TRIAL, second.id()))).hasSize(1);
        next.abandon(second);
        assertNothingIsLeft();
    }

    @Test
    void shouldLeaveNothingWhenInterrupted() throws Exception {
        image("api", "");
        compose(httpd(""));
        Given given = given(List.of("sh", "-c", "echo begun; sleep 60"), Map.of());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                trials.run(given.plan(), Given.command());
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.start();
        while (thread.isAlive() && shown.all().stream().noneMatch(line -> line.equals("trial | begun"))) {
            thread.join(50);
        }

        thread.interrupt();
        thread.join(200);
        thread.interrupt();
        thread.join(30_000);

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(ledger.entries()).hasSize(1);
        assertNothingIsLeft();
    }

    private Given given(List<String> run, Map<String, String> testDb) {
        Compose compose = new Compose(List.of("compose.yaml"), "", "");
        return new Given()
                .named(project)
                .image("api", List.of("web"))
                .trial(new Trial(
                        "", compose, testDb, List.of(), run, List.of(), Trial.Scope.SET, List.of()));
    }

    /** Builds an image from the base and records it as the component's artifact. */
    private String image(String component, String more) throws Exception {
        Path context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(
                context.resolve("Dockerfile"), "FROM " + ENGINE.baseImage() + "\nLABEL unique=" + project + "\n" + more);
        String reference = ENGINE.unique(component) + ":v1";
        ENGINE.docker("build", "-q", "-t", reference, context.toString());
        String digest = engine.image(reference).orElseThrow().digest();
        ledger.append(Given.artifact(component, "image", digest, reference, ""));
        return reference;
    }

    private static String httpd(String more) {
        return "services:\n  web:\n    image: x\n    command: [httpd, -f, -p, '8080', -h, /]\n"
                + "    ports: ['18080:8080']\n" + (more.isEmpty() ? "" : "    " + more + "\n");
    }

    private void compose(String text) throws IOException {
        Files.writeString(repository.resolve("compose.yaml"), text);
    }

    private Fact.Evidence evidence() throws IOException {
        List<Ledger.Entry> entries = ledger.entries();
        return (Fact.Evidence) entries.get(entries.size() - 1).fact();
    }

    private String log(Fact.Evidence evidence) throws IOException {
        return new String(ledger.store().open(evidence.logDigest()).readAllBytes(), StandardCharsets.UTF_8);
    }

    private void assertNothingIsLeft() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (String line : shown.all()) {
            Matcher matcher = TRIAL.matcher(line);
            if (matcher.matches()) {
                ids.add(matcher.group(1));
            }
        }
        assertThat(ids).isNotEmpty();
        for (String id : ids) {
            String label = "label=" + Labels.TRIAL + "=" + id;
            assertThat(ENGINE.docker("ps", "-aq", "--filter", label)).isEmpty();
            assertThat(ENGINE.docker("network", "ls", "-q", "--filter", label)).isEmpty();
            assertThat(ENGINE.docker("volume", "ls", "-q", "--filter", label)).isEmpty();
            assertThat(ENGINE.docker("ps", "-aq", "--filter", "name=" + id)).isEmpty();
        }
        try (Stream<Path> left = Files.list(repository.resolve("_build/.delivery"))) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("trial-"));
        }
    }
}
