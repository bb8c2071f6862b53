package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine may answer on its socket file, whole or broken; what real ones answer is in the contract's tests. */
class LocalConnectionTest {
    @TempDir
    Path folder;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocketChannel server;
    private Address address;

    @BeforeEach
    void listen() throws IOException {
        Path socket = folder.resolve("s");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        address = new Address("unix://" + socket, "");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    @Test
    void shouldReadAnswersOfEachForm() throws Exception {
        serve(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nseco\r\n2\r\nnd\r\n0\r\nTrailer: 1\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\ncontent-length: 20\r\n\r\n{\"message\":\"no one\"}",
                "HTTP/1.1 200 OK\nConnection: close\n\nup to the end");
        try (LocalConnection connection = connection()) {
            assertThat(connection.ask(Method.GET, "/1", "").text()).isEqualTo("first");
            assertThat(connection.ask(Method.GET, "/2", "").text()).isEqualTo("second");
            SocketRequest.Answer none = connection.ask(Method.DELETE, "/3", "");
            assertThat(none.status()).isEqualTo(204);
            assertThat(none.body()).isEmpty();
            assertThat(connection.ask(Method.GET, "/4", "").message()).isEqualTo("no one");
            assertThat(connection.ask(Method.POST, "/5", "{\"ä\":1}").text()).isEqualTo("up to the end");
        }

        assertThat(requests.get(0)).startsWith("GET /1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        assertThat(requests.get(4)).startsWith("POST /5 ").contains("Content-Length: 8\r\n\r\n{\"ä\":1}");
    }

    @Test
    void shouldReadALargeAnswerThatComesInPieces() throws Exception {
        String large = "0123456789".repeat(100_000);
        serve("HTTP/1.1 200 OK\r\nContent-Length: " + large.length() + "\r\n\r\n" + large);
        try (LocalConnection connection = connection()) {
            assertThat(connection.ask(Method.GET, "/", "").text()).isEqualTo(large);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ncut",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nse",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nlots\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
            })
    void shouldNotTakeABrokenAnswerForAWholeOne(String answer) throws Exception {
        serve(answer);
        try (LocalConnection connection = connection()) {
            assertThatThrownBy(() -> connection.ask(Method.GET, "/", ""))
                    .isInstanceOfSatisfying(
                            Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                    .hasCauseInstanceOf(IOException.class)
                    .hasMessageContaining(address.host());
        }
    }

    @Test
    void shouldGiveUpAtTheDeadlineAndSayWhereNobodyListens() throws Exception {
        try (LocalConnection connection = new LocalConnection(address, Duration.ofMillis(200))) {
            assertThatThrownBy(() -> connection.ask(Method.GET, "/", ""))
                    .hasMessageContaining("did not answer within")
                    .hasMessageContaining(address.host())
                    .hasNoCause();
        }
        Address nobody = new Address("unix://" + folder.resolve("nobody"), "");
        try (LocalConnection connection = new LocalConnection(nobody, Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> connection.ask(Method.GET, "/", ""))
                    .hasMessageContaining("No such file")
                    .hasMessageContaining("set DOCKER_HOST to where it listens");
        }
    }

    @Test
    void shouldStopWaitingWhenInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        threads.execute(() -> {
            try (SocketChannel client = server.accept()) {
                read(client);
                caller.interrupt();
                asked.await();
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        try (LocalConnection connection = connection()) {
            assertThatThrownBy(() -> connection.ask(Method.GET, "/", "")).isInstanceOf(InterruptedException.class);
        } finally {
            asked.countDown();
        }
        assertThat(Thread.interrupted()).isFalse();
    }

    private LocalConnection connection() {
        return new LocalConnection(address, Duration.ofSeconds(20));
    }

    /** Answers one request after the other with these, in pieces, and then hangs up. */
    private void serve(String... answers) {
        threads.execute(() -> {
            try (SocketChannel client = server.accept()) {
                for (String answer : answers) {
                    requests.add(read(client));
                    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                    int piece = Math.max(1, bytes.length / 7);
                    for (int at = 0; at < bytes.length; at += piece) {
                        ByteBuffer part = ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at));
                        while (part.hasRemaining()) {
                            client.write(part);
                        }
                    }
                }
            } catch (IOException e) {
                requests.add(e.toString());
            }
        });
    }

    private static String read(SocketChannel client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 12);
        client.read(buffer);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }
}
