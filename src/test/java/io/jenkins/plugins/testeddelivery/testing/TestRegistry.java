package io.jenkins.plugins.testeddelivery.testing;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * A real registry on loopback (Debian's {@code docker-registry}), in a folder of its own and ended by the test; where it is
 * not installed the test is skipped, and fails instead where {@code CI} is set.
 */
public final class TestRegistry implements AutoCloseable {
    public static final String USER = "ada";
    public static final String PASSWORD = "secret";
    /** {@link #PASSWORD} as {@code htpasswd -B} writes it. */
    private static final String HASH = "$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a";

    private static final String HTPASSWD = "auth: { htpasswd: { realm: test, path: %s/htpasswd } }\n";

    private static final long START_SECONDS = 20;

    private final Process process;
    private final int port;

    private TestRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Everybody may do everything. */
    public static TestRegistry open(Path folder) throws IOException {
        return start(folder, "", false);
    }

    /** Only who logs in may do anything. */
    public static TestRegistry guarded(Path folder) throws IOException {
        return start(folder, HTPASSWD.formatted(folder), false);
    }

    /** Over TLS, with a certificate of its own in {@code <folder>/ca.crt}. */
    public static TestRegistry encrypted(Path folder) throws IOException {
        makeKey(folder);
        return start(folder, HTPASSWD.formatted(folder), true);
    }

    /** Only who brings a token of this realm may do anything, and what the token says. */
    public static TestRegistry behind(TokenRealm realm, Path folder) throws IOException {
        return start(folder, "auth: { token: { realm: \"%s\", service: %s, issuer: %s, rootcertbundle: %s/ca.crt } }\n"
                .formatted(realm.address(), TokenRealm.SERVICE, TokenRealm.ISSUER, folder), false);
    }

    /** A realm whose certificate is in the folder: for a registry there, or for one that does not trust it. */
    public static TokenRealm realm(Path folder) throws IOException {
        makeKey(folder);
        return new TokenRealm(folder);
    }

    private static void makeKey(Path folder) throws IOException {
        Files.createDirectories(folder);
        run(folder, List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "ca.crt"));
    }

    private static TestRegistry start(Path folder, String auth, boolean tls) throws IOException {
        if (!Files.isExecutable(Path.of("/usr/bin/docker-registry"))) {
            if (System.getenv("CI") != null) {
                throw new AssertionError("docker-registry is required here (apt-get install docker-registry)");
            }
            throw new TestAbortedException("no docker-registry");
        }
        Files.createDirectories(folder);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.writeString(folder.resolve("htpasswd"), USER + ":" + HASH + "\n");
        Files.writeString(folder.resolve("config.yml"), """
                version: 0.1
                log: { level: error }
                storage: { filesystem: { rootdirectory: %1$s/data } }
                http:
                  addr: 127.0.0.1:%2$d
                  relativeurls: true
                %3$s%4$s""".formatted(
                        folder,
                        port,
                        tls ? "  tls: { certificate: %1$s/ca.crt, key: %1$s/key.pem }\n".formatted(folder) : "",
                        auth));
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/docker-registry", "serve", "config.yml")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("OTEL_TRACES_EXPORTER", "none");
        TestRegistry registry = new TestRegistry(builder.start(), port);
        registry.awaitPort(folder.resolve("log"));
        return registry;
    }

    private void awaitPort(Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try {
            while (!listens()) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    process.destroy();
                    throw new AssertionError("docker-registry does not start: " + Files.readString(log));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code 127.0.0.1:<port>} */
    public String host() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** What it answers to a question without login or with ours, body or {@code HTTP <status>}. */
    public String get(String path, boolean login) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://" + host() + path).toURL().openConnection();
        if (login) {
            connection.setRequestProperty("Authorization", "Basic " + Base64.getEncoder()
                    .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        }
        return connection.getResponseCode() >= 400
                ? "HTTP " + connection.getResponseCode()
                : new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Path folder, List<String> argv) throws IOException {
        Process process = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(argv + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
