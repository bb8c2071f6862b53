package io.jenkins.plugins.testeddelivery.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Engines that this machine has not: one with containerd's image store, one that hangs, one that breaks off. */
class UnlikeEngineTest {
    @TempDir
    Path folder;

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
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
    @CsvSource(delimiter = '|', value = {
        "[\"name=seccomp,profile=default\",\"name=selinux\"] | true",
        "[\"seccomp\",\"selinux\"]                           | true",
        "[\"name=selinux,profile=x\"]                        | true",
        "[\"name=seccomp,profile=selinux\"]                  | false",
        "null                                               | false",
    })
    void shouldTellWhereSelinuxConfines(String options, boolean confines) throws Exception {
        answer("/info", ("{\"SecurityOptions\":" + options + "}").getBytes(UTF_8));

        assertThat(new SocketEngine(TestPorts.at(folder), address).confinesWithSelinux()).isEqualTo(confines);
    }

    @Test
    void shouldComputeTheDigestWhereTheIdIsThatOfAManifest() throws Exception {
        byte[] layer = "layer".getBytes(UTF_8);
        byte[] config = Archives.config(layer);
        byte[] tar = Archives.oci("api:1", config, Archives.gzip(layer)).tar();
        String id = Digests.of("a manifest");
        Map<String, Object> inspected = Map.of("Id", id, "RepoTags", List.of("api:1"), "Os", "linux");
        answer("/info", "{\"DriverStatus\":[[\"driver-type\",\"io.containerd.snapshotter.v1\"]]}"
                .getBytes(UTF_8));
        answer("/images/api:1/json", Json.line(inspected).getBytes(UTF_8));
        answer("/images/" + id + "/get", tar);
        Engine engine = new SocketEngine(TestPorts.at(folder), address);

        Engine.Image image = engine.image("api:1").orElseThrow();
        int once = asked.get();
        engine.image("api:1");

        assertThat(image.id()).isEqualTo(id);
        assertThat(image.digest()).isEqualTo(Digests.of(config));
        assertThat(asked.get()).as("the image is read once, then only inspected").isEqualTo(once + 1);
    }

    @Test
    void shouldNotAskForTheStoreWhereTheImageShowsIt() throws Exception {
        Map<String, Object> docker = Map.of("Name", "overlay2", "Data", Map.of("UpperDir", "/var/lib/docker/overlay2/1/diff"));
        Map<String, Object> snapshotter = new TreeMap<>(Map.of("Name", "overlay2"));
        snapshotter.put("Data", null);
        answer("/images/api:1/json", Json.line(Map.of("Id", Digests.of("1"), "GraphDriver", docker)).getBytes(UTF_8));
        answer("/images/api:2/json", Json.line(Map.of("Id", Digests.of("2"), "GraphDriver", snapshotter)).getBytes(UTF_8));
        answer("/info", "{}".getBytes(UTF_8));
        Engine engine = new SocketEngine(TestPorts.at(folder), address);

        assertThat(engine.image("api:1").orElseThrow().digest()).isEqualTo(Digests.of("1"));
        assertThat(asked.get()).isOne();
        assertThat(engine.image("api:2").orElseThrow().digest()).isEqualTo(Digests.of("2"));
        assertThat(asked.get()).as("the image, and the store").isEqualTo(3);
    }

    @Test
    void shouldReachAnEngineAndTakeNothingElseForOne() throws Exception {
        Engine engine = new SocketEngine(TestPorts.at(folder), address);
        answer("/_ping", "OK".getBytes(UTF_8));
        engine.reach();
        server.removeContext("/_ping");
        answer("/_ping", "<html>".getBytes(UTF_8));

        assertThatThrownBy(engine::reach)
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                .hasMessageContaining(address.host() + " is no container engine");
    }

    @Test
    void shouldLookOnceAtAnImageThatIsAskedForTwiceAndAgainAfterAChange() throws Exception {
        Map<String, Object> store = Map.of("Name", "overlay2", "Data", Map.of("UpperDir", "/var/lib/docker/overlay2/1/diff"));
        answer("/images/api:1/json", Json.line(Map.of("Id", Digests.of("1"), "GraphDriver", store)).getBytes(UTF_8));
        Engine engine = new SocketEngine(TestPorts.at(folder), address);

        assertThat(engine.images(List.of("api:1"))).containsOnlyKeys("api:1");
        assertThat(engine.digests(List.of("api:1", "api:2"))).isEqualTo(Map.of("api:1", Digests.of("1")));
        assertThat(asked.get()).isOne();
        engine.untag("web:1");
        assertThat(engine.digests(List.of("api:1"))).isEqualTo(Map.of("api:1", Digests.of("1")));
        assertThat(asked.get()).isEqualTo(2);
    }

    @Test
    void shouldGiveUpAnEngineThatHangs() {
        hang("/version");

        assertThatThrownBy(() -> ask("/version", Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                .hasMessageContaining("did not answer within")
                .hasMessageContaining(address.host());
    }

    @Test
    void shouldStopWaitingWhenInterrupted() throws Exception {
        CountDownLatch waiting = hang("/version");
        Thread caller = Thread.currentThread();
        threads.execute(() -> {
            try {
                waiting.await();
                caller.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> ask("/version", Duration.ofSeconds(20))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void shouldAskAgainWhenTheConnectionBreaksOffButOnlyQuestions() throws Exception {
        server.createContext("/version", exchange -> {
            if (asked.incrementAndGet() < 3) {
                exchange.close();
            } else {
                send(exchange, "{}".getBytes(UTF_8));
            }
        });
        server.createContext("/containers", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        Engine engine = new SocketEngine(TestPorts.at(folder), address);

        assertThat(engine.describe()).contains(address.host());
        assertThat(asked.getAndSet(0)).isEqualTo(3);
        assertThatThrownBy(() -> engine.renameContainer("one", "other")).isInstanceOf(Failure.class);
        assertThat(asked.get()).isEqualTo(1);
    }

    @Test
    void shouldKeepNothingOfASaveThatBreaksOff() {
        byte[] tar = Archives.legacy("api:1", new byte[100_000]).tar();
        server.createContext("/images/api:1/get", exchange -> {
            exchange.sendResponseHeaders(200, tar.length);
            exchange.getResponseBody().write(tar, 0, 50_000);
            exchange.close();
        });
        Engine engine = new SocketEngine(TestPorts.at(folder), address);

        assertThatThrownBy(() -> engine.save("api:1", "image.tar.gz")).isInstanceOf(Failure.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldRefuseToSaveWhatTheEngineGivesUnderAnotherName() {
        answer("/images/api:1/get", Archives.legacy("other:1", new byte[100]).tar());
        Engine engine = new SocketEngine(TestPorts.at(folder), address);

        assertThatThrownBy(() -> engine.save("api:1", "image.tar.gz"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("its tags are [other:1]");
        assertThat(folder).isEmptyDirectory();
    }

    private SocketRequest.Answer ask(String path, Duration deadline) throws IOException, InterruptedException {
        return SocketRequest.get(address, path, deadline).in(null);
    }

    private void answer(String path, byte[] body) {
        server.createContext(path, exchange -> {
            asked.incrementAndGet();
            send(exchange, body);
        });
    }

    private CountDownLatch hang(String path) {
        CountDownLatch waiting = new CountDownLatch(1);
        server.createContext(path, exchange -> {
            waiting.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        return waiting;
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
