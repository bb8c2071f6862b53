package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a command line beside an engine that is none, on a socket of its own, so that the launcher can learn which classes
 * builds and deployments of images load ({@code make_archive} in {@code ./delivery}) without touching the engine of the
 * machine. Whatever is asked for, it has the same image of it; beside a service of everything it keeps the containers that
 * are made until it is asked no more.
 */
final class RehearsedEngine implements Runnable {
    private static final String VERSION = "{\"Version\": \"20.10.24\", \"ApiVersion\": \"1.41\", \"Os\": \"linux\", \"Arch\": \"amd64\"}";
    private static final String INFO = "{\"DockerRootDir\": \"/\", \"Driver\": \"overlay2\", \"OSType\": \"linux\","
            + " \"Architecture\": \"x86_64\", \"NCPU\": 2, \"MemTotal\": 1, \"DriverStatus\": []}";
    private static final String HISTORY = "[{\"Created\": 4000000000, \"Size\": 1, \"CreatedBy\": \"RUN true\"}]";
    private static final String SERVICE = "service";

    private final ServerSocketChannel server;
    private final RehearsedImage image = new RehearsedImage();
    /** Labels by name. */
    private final Map<String, Map<String, String>> containers = new LinkedHashMap<>();

    private RehearsedEngine(ServerSocketChannel server) {
        this.server = server;
        containers.put(SERVICE, Map.of("com.docker.compose.project", "p", "com.docker.compose.service", "a"));
    }

    /** @param arguments the socket to make, and the command line; beside the socket the image's digest is written */
    public static void main(String[] arguments) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(Path.of(arguments[0])));
        RehearsedEngine engine = new RehearsedEngine(server);
        Files.writeString(Path.of(arguments[0] + ".digest"), engine.image.digest());
        Thread thread = new Thread(engine, "engine");
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

    private void answer(SocketChannel client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
        while (client.read(buffer) >= 0) {
            String request = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
            int head = request.indexOf("\r\n\r\n");
            if (head >= 0 && request.length() >= head + 4 + length(request)) {
                buffer.clear();
                String[] line = request.substring(0, request.indexOf('\r')).split(" ", 3);
                byte[] body = body(line[0], URLDecoder.decode(line[1], StandardCharsets.UTF_8), request.substring(head + 4));
                client.write(ByteBuffer.wrap(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII)));
                client.write(ByteBuffer.wrap(body));
            }
        }
    }

    private static int length(String request) {
        String after = request.replaceFirst("(?is).*?\r\nContent-Length: *", "");
        return after.length() == request.length() ? 0 : Integer.parseInt(after.replaceFirst("(?s)\r.*", ""));
    }

    private byte[] body(String method, String path, String sent) throws IOException {
        return path.endsWith("/get")
                ? image.saved(path.replaceFirst("/images/(.*)/get", "$1"))
                : text(method, path, sent).getBytes(StandardCharsets.US_ASCII);
    }

    private String text(String method, String path, String sent) throws IOException {
        if (path.equals("/_ping")) {
            return "OK";
        }
        if (path.equals("/version")) {
            return VERSION;
        }
        if (path.equals("/info")) {
            return INFO;
        }
        if (path.startsWith("/containers/")) {
            return containers(method, path, sent);
        }
        return path.endsWith("/history") ? HISTORY : image.inspected();
    }

    private String containers(String method, String path, String sent) throws IOException {
        String name = path.replaceFirst("/containers/([^/?]*).*", "$1");
        String query = path.replaceFirst(".*[?]name=", "");
        if (name.equals("create")) {
            containers.put(query, Json.textMap(Json.readObject(sent.getBytes(StandardCharsets.UTF_8)), "Labels"));
            return "{\"Id\": \"" + query + "\"}";
        }
        if (method.equals("GET") && name.equals("json")) {
            List<Map<String, String>> ids = containers.entrySet().stream()
                    .filter(each -> each.getValue().keySet().stream().anyMatch(path::contains))
                    .map(each -> Map.of("Id", each.getKey()))
                    .toList();
            return Json.line(ids);
        }
        if (method.equals("GET")) {
            return Json.line(Map.of(
                    "Id", name,
                    "Name", "/" + name,
                    "Image", image.digest(),
                    "State", Map.of("Status", "running", "StartedAt", "2026-01-01T00:00:00Z"),
                    "Config", Map.of("Labels", containers.getOrDefault(name, Map.of()))));
        }
        Map<String, String> labels = containers.remove(name);
        if (path.contains("/rename") && labels != null) {
            containers.put(query, labels);
        }
        return "{}";
    }
}
