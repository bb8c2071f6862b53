package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Owner;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Service;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.EngineProxy;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment whose engine goes away in the middle: it is waited for, and where it stays away nothing is made up. */
@Timeout(300)
class EngineOutageTest {
    private static final Options OPTIONS = Options.by("ada@test");
    private static final String WAITING = "Waiting for up to 60 s";
    private static final int AWAY_SECONDS = System.getProperty("thorough") == null ? 2 : 20;

    @TempDir
    private Path temp;

    @RegisterExtension
    private final TestEngine docker = new TestEngine();

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final TestPorts.Lines lines = new TestPorts.Lines();
    private EngineProxy proxy;
    private Ports ports;
    private String project;
    private ReleaseFolder one;
    private ReleaseFolder two;

    @BeforeEach
    void setUp() throws Exception {
        proxy = new EngineProxy(temp, docker.environment().get("DOCKER_HOST"));
        ports = TestPorts.at(
                Files.createDirectory(temp.resolve("work")), Map.of("DOCKER_HOST", proxy.host()), lines);
        project = docker.unique("shop");
        one = release(1);
        two = release(2);
        assertThat(deployments(ports.log()).deploy("production", one, OPTIONS).outcome())
                .as(lines.all().toString())
                .isEqualTo("healthy");
    }

    @AfterEach
    void tearDown() {
        later.shutdownNow();
        proxy.close();
    }

    private ReleaseFolder release(int number) throws Exception {
        String reference = docker.unique("api") + ":" + ReleaseFixture.version(number);
        Path context = Files.createDirectories(temp.resolve("context"));
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + docker.baseImage() + "\nRUN echo " + number + " > /word\nCMD sleep 3600\n");
        docker.docker("build", "-q", "-t", reference, context.toString());
        ReleaseFolder release = ReleaseFixture.at(temp.resolve("releases"), number)
                .image("api", reference, Engines.connect(ports))
                .carries("compose.yaml", "services: { api: { build: services/api, stop_grace_period: 1s } }\n")
                .environment(ReleaseFixture.env("production")
                        .compose(new Compose(List.of("compose.yaml"), project, ""))
                        .command(10_000, 200, "true")
                        .done())
                .write(ports);
        docker.docker("rmi", "-f", reference);
        return release;
    }

    private Deployments deployments(Log log) {
        return new Deployments(ports.with(log), ".delivery", "", List::of, Owner.PROCESS, Duration.ofSeconds(5), Optional.empty());
    }

    private String word() {
        return docker.docker("exec", project + "_api_1", "cat", "/word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REPLACE api", "Loading", "compose |", "Watching"})
    void shouldWaitForAnEngineThatComesBack(String moment) throws Exception {
        AtomicBoolean gone = new AtomicBoolean();
        Log log = on(moment, () -> {
            if (gone.compareAndSet(false, true)) {
                proxy.stop();
            }
        }, true);

        Fact.Deployment ended = deployments(log).deploy("production", two, OPTIONS);

        assertThat(gone).isTrue();
        assertThat(ended.outcome()).as(String.join("\n", lines.all())).isEqualTo("healthy");
        assertThat(word()).isEqualTo("2");
        assertThat(ports.calls().waits(Service.ENGINE)).isPositive();
        assertThat(lines.all()).anyMatch(line -> line.contains(WAITING));
        assertThat(deployments(ports.log()).drift("production")).isEmpty();
    }

    /** As long as an engine is waited for, which is a minute. */
    @Test
    @EnabledIfSystemProperty(named = "thorough", matches = ".*")
    void shouldCallNothingIllWhereTheEngineStaysAwayAndFinishLater() throws Exception {
        Log log = on("Watching", proxy::stop, false);

        assertThatThrownBy(() -> deployments(log).deploy("production", two, OPTIONS))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE));
        assertThatThrownBy(() -> deployments(ports.log()).status("production"))
                .isInstanceOf(Failure.class);
        proxy.start();
        Deployments after = deployments(ports.log());

        // this process lives, so its lock holds until somebody frees it
        docker.docker("rm", "-f", project + "-delivery-lock");
        EnvironmentStatus status = after.status("production").get(0);
        assertThat(status.running()).isEqualTo(ReleaseFixture.version(1));
        assertThat(status.lastOutcome()).isEqualTo("healthy");
        assertThat(status.interrupted()).contains("putting it in place");
        assertThat(after.resume("production", OPTIONS).outcome()).isEqualTo("healthy");
        assertThat(word()).isEqualTo("2");
    }

    private Log on(String moment, Runnable what, boolean back) {
        return new Log() {
            @Override
            public void line(String text) {
                lines.line(text);
                if (text.startsWith(moment)) {
                    what.run();
                }
            }

            @Override
            public void warning(String text) {
                lines.warning(text);
                if (back && text.contains(WAITING)) {
                    // however long compose took to see that it is away
                    later.schedule(proxy::start, AWAY_SECONDS, TimeUnit.SECONDS);
                }
            }
        };
    }
}
