package io.jenkins.plugins.testeddelivery.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs a command line beside an engine that is none, on a socket of its own, so that the launcher can learn which classes a
 * build of images loads ({@code make_archive} in {@code ./delivery}) without touching the engine of the machine.
 */
final class RehearsedEngine implements Runnable {
    private static final String DIGEST = "sha256:" + "0".repeat(63) + "1";
    private static final String VERSION = "{\"Version\": \"20.10.24\", \"ApiVersion\": \"1.41\", \"Os\": \"linux\", \"Arch\": \"amd64\"}";
    private static final String INFO = "{\"DockerRootDir\": \"/\", \"Driver\": \"overlay2\", \"OSType\": \"linux\","
            + " \"Architecture\": \"x86_64\", \"NCPU\": 2, \"MemTotal\": 1, \"DriverStatus\": []}";
    private static final String IMAGE = "{\"Id\": \"" + DIGEST + "\", \"RepoTags\": [\"a:1\"], \"RepoDigests\": [], \"Parent\": \"\","
            + " \"Os\": \"linux\", \"Architecture\": \"amd64\", \"Size\": 1, \"Config\": {\"Env\": [\"PATH=/bin\"], \"Labels\":"
            + " {\"io.github.tested-delivery.break\": \"1\", \"io.github.tested-delivery.break-dependencies\": \"2\"}},"
            + " \"RootFS\": {\"Layers\": [\"" + DIGEST + "\"]}}";
    private static final String HISTORY = "[{\"Created\": 4000000000, \"Size\": 1, \"CreatedBy\": \"RUN true\"}]";

    private final ServerSocketChannel server;

    private RehearsedEngine(ServerSocketChannel server) {
        this.server = server;
    }

    /** @param arguments the socket to make, and the command line */
    public static void main(String[] arguments) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(Path.of(arguments[0])));
        Thread thread = new Thread(new RehearsedEngine(server), "engine");
        thread.setDaemon(true);
        thread.start();
        Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    @Override
    public void run() {
        while (true) {
            try (SocketChannel client = server.accept()) {
                answer(client);
            } catch (IOException e) {
                // the command sees a connection that ended; nobody else is there to be told
                continue;
            }
        }
    }

    private static void answer(SocketChannel client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
        while (client.read(buffer) >= 0) {
            String request = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
            if (request.contains("\r\n\r\n")) {
                buffer.clear();
                String body = body(request.substring(0, request.indexOf('\r')));
                String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
                client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
            }
        }
    }

    private static String body(String line) {
        String path = line.split(" ", 3)[1];
        if (path.equals("/version")) {
            return VERSION;
        }
        if (path.equals("/info")) {
            return INFO;
        }
        return path.endsWith("/history") ? HISTORY : IMAGE;
    }
}
