package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.testeddelivery.config.Environment.Probe;
import io.jenkins.plugins.testeddelivery.port.Circuit;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
    private static final Seen UP = new Seen("api", "1", "running", "", 0, 0, "t0", true);

    @TempDir
    Path temp;

    private final AtomicInteger asked = new AtomicInteger();
    private final TestPorts.Lines lines = new TestPorts.Lines();
    private HttpServer server;
    private Ports ports;
    private IntUnaryOperator status = n -> 200;

    @BeforeEach
    void setUp() throws Exception {
        ports = TestPorts.at(temp, Map.of(), lines);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int code = status.applyAsInt(asked.incrementAndGet());
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(code, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void tearDown() {
        server.stop(0);
    }

    private Optional<String> watchUrl(String url, long within, long stable, Seen... seen) throws Exception {
        Map<String, String> values = Map.of("PORT", Integer.toString(server.getAddress().getPort()));
        Probe probe = new Probe(url, List.of(), Duration.ofMillis(within), Duration.ofMillis(stable));
        return new Health(ports, () -> List.of(seen), text -> text)
                .watch(Health.ready(List.of(probe), argv -> argv, values, Map.of(), ""));
    }

    private Optional<String> watch(Health.Look look, long within, long stable) throws Exception {
        Probe probe = new Probe("", List.of("true"), Duration.ofMillis(within), Duration.ofMillis(stable));
        return new Health(ports, look, text -> text).watch(Health.ready(List.of(probe), argv -> argv, Map.of(), Map.of(), ""));
    }

    @Test
    void shouldLetStatusKnowWhoDidNotAnswerUntilItDoes() throws Exception {
        server.stop(0);
        assertThat(watchUrl("http://127.0.0.1:${PORT}/health", 300, 0)).isPresent();
        assertThat(ports.calls().circuits())
                .extracting(Circuit.State::service, Circuit.State::endpoint, Circuit.State::state)
                .containsExactly(tuple("health", "health check http://127.0.0.1:${PORT}/health", "failing"));

        Ports before = ports;
        setUp();
        ports = before;
        status = n -> 503;
        assertThat(watchUrl("http://127.0.0.1:${PORT}/health", 300, 0)).isPresent();

        assertThat(ports.calls().circuits()).extracting(Circuit.State::failures).containsExactly(0);
    }

    @Test
    void shouldWaitForTheFirstSuccessAndThenAskAgain() throws Exception {
        status = n -> n < 3 ? 503 : 200;

        assertThat(watchUrl("http://127.0.0.1:${PORT}/health", 5000, 400)).isEmpty();
        assertThat(asked.get()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void shouldBeIllWhenNothingAnswersInTime() throws Exception {
        status = n -> 500;

        assertThat(watchUrl("http://127.0.0.1:${PORT}/health?x=${TOKEN:-s3cret}", 300, 100))
                .hasValueSatisfying(words -> assertThat(words)
                        .contains("http://127.0.0.1:${PORT}/health")
                        .contains("HTTP 500")
                        .contains("300 ms"));
    }

    @Test
    void shouldBeIllWhenItFailsAfterTheFirstSuccess() throws Exception {
        status = n -> n == 3 ? 500 : 200;

        assertThat(watchUrl("http://127.0.0.1:${PORT}/", 5000, 2000))
                .hasValueSatisfying(words -> assertThat(words).contains("after it had been healthy"));
    }

    @Test
    void shouldFollowNoRedirect() throws Exception {
        status = n -> n % 2 == 1 ? 302 : 200;

        assertThat(watchUrl("http://127.0.0.1:${PORT}/", 100, 100))
                .hasValueSatisfying(words -> assertThat(words).contains("HTTP 302, a redirect, which is not followed"));
    }

    @Test
    void shouldKeepTheValuesOfAUrlOutOfItsWords() throws Exception {
        server.stop(0);

        assertThat(watchUrl("http://127.0.0.1:${PORT}/", 100, 100))
                .hasValueSatisfying(words -> assertThat(words)
                        .contains("no answer")
                        .doesNotContain(Integer.toString(server.getAddress().getPort())));
    }

    @Test
    void shouldRefuseAUrlThatTheEnvFileDoesNotFill() {
        Probe probe = new Probe("http://h:${NOT_SET}/", List.of(), Duration.ZERO, Duration.ZERO);

        assertThatThrownBy(() -> Health.ready(List.of(probe), argv -> argv, Map.of(), Map.of(), ""))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("${NOT_SET}");
    }

    @Test
    void shouldBeIllWhenAContainerIsStartedAgainWhileItIsWatched() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Seen again = new Seen("api", "1", "running", "", 1, 0, "t1", true);

        assertThat(watch(() -> List.of(looks.incrementAndGet() < 4 ? UP : again), 5000, 3000))
                .contains("service api was started again by itself");
    }

    @Test
    void shouldWaitForAContainerThatComesUpLateAndNotForOneThatIsLost() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Seen starting = new Seen("api", "1", "running", "starting", 0, 0, "t0", true);
        Seen healthy = new Seen("api", "1", "running", "healthy", 0, 0, "t0", true);
        Seen lost = new Seen("api", "1", "exited", "", 0, 3, "t0", false);

        assertThat(watch(() -> List.of(looks.incrementAndGet() < 3 ? starting : healthy), 5000, 100)).isEmpty();
        long start = System.nanoTime();
        assertThat(watch(() -> List.of(lost), 60_000, 100)).contains("service api is gone (exit code 3)");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void shouldWatchContainersForFiveSecondsWhereNoProbeIsGiven() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Seen again = new Seen("api", "1", "running", "", 1, 0, "t1", true);
        long start = System.nanoTime();

        assertThat(new Health(ports, () -> List.of(UP), text -> text).watch(List.of())).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(new Health(ports, () -> List.of(looks.incrementAndGet() < 5 ? UP : again), text -> text)
                        .watch(List.of()))
                .isPresent();
    }

    @Test
    void shouldLogWhatAFailingCommandSaidAndKeepItOutOfTheReason() throws Exception {
        Probe probe = new Probe(
                "", List.of("sh", "-c", "echo details; exit 4"), Duration.ofMillis(100), Duration.ofMillis(100));

        Optional<String> ill = new Health(ports, List::of, text -> text.replace("tail", "***"))
                .watch(Health.ready(List.of(probe), argv -> argv, Map.of(), Map.of(), ""));

        assertThat(ill).hasValueSatisfying(words -> assertThat(words).contains("exit code 4, "));
        assertThat(lines.all()).contains("health | de***s");
    }
}
