package io.jenkins.plugins.testeddelivery.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a registry on loopback and behaves as one that is ill or lies. */
public final class HostileProxy implements AutoCloseable {
    /** What it does with a request. */
    public enum Manner {
        HONEST,
        /** Answers 500. */
        BROKEN,
        /** Never answers. */
        STALLING,
        /** Cuts the connection after a part of the answer. */
        CUTTING,
        /** Gives another manifest than was asked for. */
        LYING
    }

    private static final int TLS = 0x16;
    private static final List<String> HOPS = List.of("connection", "content-length", "host", "expect", "upgrade",
            "transfer-encoding", "http2-settings", "date", "keep-alive");

    private final HttpServer server;
    private final ServerSocket front;
    private final String upstream;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Manner manner = Manner.HONEST;

    public HostileProxy(String upstream) throws IOException {
        this.upstream = upstream;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public String host() {
        return "127.0.0.1:" + front.getLocalPort();
    }

    public void be(Manner newManner) {
        manner = newManner;
        asked.set(0);
    }

    /** Requests since the last change of manner. */
    public int asked() {
        return asked.get();
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket socket = front.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** As servers without TLS do, it tells who begins with TLS so; Java's own would wait for the end of a line. */
    private void serve(Socket socket) {
        try (socket;
                Socket inner = new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            int first = socket.getInputStream().read();
            if (first == TLS && manner == Manner.STALLING) {
                asked.incrementAndGet();
                over.await();
            } else if (first == TLS) {
                socket.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } else if (first >= 0) {
                inner.getOutputStream().write(first);
                threads.execute(() -> pipe(socket, inner));
                pipe(inner, socket);
            }
        } catch (IOException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pipe(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            return;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            switch (manner) {
                case BROKEN -> exchange.sendResponseHeaders(500, -1);
                case STALLING -> over.await();
                case CUTTING -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(1);
                    exchange.getResponseBody().flush();
                }
                default -> forward(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forward(HttpExchange exchange) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + upstream + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOPS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        byte[] body = response.body().readAllBytes();
        boolean lie = manner == Manner.LYING
                && exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().getPath().contains("/manifests/");
        if (lie) {
            body = new String(body, StandardCharsets.UTF_8)
                    .replaceFirst("\"size\"", "\"annotation\": \"x\", \"size\"")
                    .getBytes(StandardCharsets.UTF_8);
        }
        response.headers().map().forEach((name, values) -> {
            if (!HOPS.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            response.headers().firstValue("Content-Length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        exchange.sendResponseHeaders(response.statusCode(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            front.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
