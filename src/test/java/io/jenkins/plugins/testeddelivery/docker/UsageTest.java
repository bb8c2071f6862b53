package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What containers use, as the engine of this machine tells it, and as others do. */
@Timeout(60)
class UsageTest {
    @RegisterExtension
    static final TestEngine DOCKER = new TestEngine();

    private static final String ID = "a".repeat(64);

    @TempDir
    Path folder;

    private final CountDownLatch over = new CountDownLatch(1);
    private ExecutorService threads;
    private HttpServer server;
    private Address address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.start();
        address = new Address("tcp://127.0.0.1:" + server.getAddress().getPort(), "");
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "executable"})
    void shouldTellWhatRunsFromWhatIsStoppedOrGone(String way) throws Exception {
        String busy = DOCKER.docker(
                "run", "-d", "--name", DOCKER.unique("busy"), "--memory", "64m", DOCKER.baseImage(), "sh", "-c",
                "head -c 300000 /dev/zero > /written; while true; do :; done");
        String stopped = DOCKER.docker("create", "--name", DOCKER.unique("still"), DOCKER.baseImage(), "true");
        Map<String, String> environment = new HashMap<>(DOCKER.environment());
        environment.put(FindRoute.FORCE, way);
        Engine engine = Engines.connect(TestPorts.at(folder, environment, new TestPorts.Lines()));

        Map<String, Usage> found = engine.usage(List.of(busy, stopped, ID));
        engine.removeContainer(busy);

        assertThat(found).containsOnlyKeys(busy, stopped);
        assertThat(found.get(busy).cpu()).isGreaterThan(5);
        assertThat(found.get(busy).memory()).isBetween(1L, 64L << 20);
        assertThat(found.get(busy).limit()).isEqualTo(64L << 20);
        assertThat(found.get(busy).disk()).isGreaterThanOrEqualTo(300_000);
        assertThat(found.get(stopped)).isEqualTo(new Usage(-1, -1, -1, 0));
        assertThat(engine.usage(List.of())).isEmpty();
    }

    @Test
    void shouldCountAsDockerStatsDoes() throws Exception {
        answer("/stats", Map.of(
                "cpu_stats", cpu(3_000, 20_000), "precpu_stats", cpu(2_000, 10_000),
                "memory_stats", Map.of("usage", 5_000, "limit", 9_000, "stats", Map.of("inactive_file", 1_000))));
        answer("/json", Map.of("SizeRw", 7));

        assertThat(usage()).isEqualTo(Map.of(ID, new Usage(40, 4_000, 9_000, 7)));
    }

    @Test
    void shouldLeaveOutWhatAnEngineDoesNotTell() throws Exception {
        answer("/json", Map.of("Id", ID));
        assertThat(usage()).isEmpty();

        answer("/stats", Map.of("cpu_stats", cpu(3_000, 20_000), "memory_stats", Map.of("usage", "much")));
        assertThat(usage()).isEmpty();
    }

    @Test
    void shouldGiveUpOnOneThatDoesNotAnswer() throws Exception {
        server.createContext("/", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });

        assertThat(new SocketUsage(address, List.of(ID), Duration.ofMillis(500)).in(null)).isEmpty();
    }

    private Map<String, Usage> usage() throws InterruptedException {
        return new SocketUsage(address, List.of(ID), Duration.ofSeconds(20)).in(null);
    }

    private static Map<String, Object> cpu(long own, long system) {
        return Map.of(
                "cpu_usage", Map.of("total_usage", own), "system_cpu_usage", system, "online_cpus", 4);
    }

    private void answer(String path, Map<String, Object> json) {
        byte[] body = Json.line(json).getBytes(StandardCharsets.UTF_8);
        server.createContext("/containers/" + ID + path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
