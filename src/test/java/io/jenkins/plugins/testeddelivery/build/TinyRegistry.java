package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A registry on the loopback address that serves one image under every name; engines trust it without TLS. */
final class TinyRegistry implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;
    private static final String TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    private final ServerSocket server;
    private final Map<String, byte[]> blobs;
    private final byte[] manifest;
    private final AtomicInteger manifests = new AtomicInteger();

    private TinyRegistry(Map<String, byte[]> blobs, byte[] manifest) throws IOException {
        this.blobs = blobs;
        this.manifest = manifest;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "tiny registry");
        thread.setDaemon(true);
        thread.start();
    }

    static TinyRegistry serving(String image, Ports ports) throws IOException, InterruptedException {
        Engines.connect(ports).tag(image, "tiny-registry-source", "1");
        try {
            Engines.connect(ports).save("tiny-registry-source:1", "source.tar.gz");
        } finally {
            Engines.connect(ports).untag("tiny-registry-source:1");
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream in = ports.workspace().read("source.tar.gz");
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        List<?> saved = (List<?>) Json.read(files.get("manifest.json"));
        @SuppressWarnings("unchecked")
        Map<String, Object> only = (Map<String, Object>) saved.get(0);
        Map<String, byte[]> blobs = new LinkedHashMap<>();
        Map<String, Object> config =
                blob(blobs, "application/vnd.docker.container.image.v1+json", files.get(Json.text(only, "Config")));
        List<Object> layers = new ArrayList<>();
        for (String layer : Json.texts(only, "Layers")) {
            layers.add(blob(blobs, "application/vnd.docker.image.rootfs.diff.tar.gzip", gzip(files.get(layer))));
        }
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", TYPE);
        manifest.put("config", config);
        manifest.put("layers", layers);
        return new TinyRegistry(blobs, Json.line(manifest).getBytes(StandardCharsets.UTF_8));
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** How often somebody asked what the image is. */
    int manifests() {
        return manifests.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                answer(socket);
            } catch (IOException e) {
                // closed, or a client that went away: the test sees what comes of it
                continue;
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        in.mark(1);
        if (in.read() == TLS_HANDSHAKE) {
            // a line never comes; the engine goes on without TLS as soon as it is hung up on
            return;
        }
        in.reset();
        String[] request = in.readLine().split(" ");
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            assertThat(line).contains(":");
        }
        String path = request[1];
        byte[] body = new byte[0];
        String type = "application/octet-stream";
        if (path.contains("/manifests/")) {
            manifests.incrementAndGet();
            body = manifest;
            type = TYPE + "\r\nDocker-Content-Digest: " + Digests.of(manifest);
        } else if (path.contains("/blobs/")) {
            body = blobs.getOrDefault(path.substring(path.lastIndexOf('/') + 1), body);
        }
        OutputStream out = socket.getOutputStream();
        String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\nContent-Type: "
                + type + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        if (!request[0].equals("HEAD")) {
            out.write(body);
        }
        out.flush();
    }

    private static Map<String, Object> blob(Map<String, byte[]> blobs, String type, byte[] bytes) {
        blobs.put(Digests.of(bytes), bytes);
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", type);
        descriptor.put("size", bytes.length);
        descriptor.put("digest", Digests.of(bytes));
        return descriptor;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
