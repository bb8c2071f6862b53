package io.jenkins.plugins.testeddelivery.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.util.Map;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Sends an archive to the engine's socket from beside it, and gives the checksum of what was read for that.
 *
 * @param unpacked whether it is sent as a plain tar: Podman takes no compressed one
 */
record SocketLoad(Address address, String file, boolean unpacked) implements Workspace.Work<String> {
    private static final int LONGEST_ANSWER = 1 << 20;

    @Override
    public String in(Workspace.Place place) throws IOException, InterruptedException {
        try (DigestInputStream in =
                        new DigestInputStream(Files.newInputStream(place.path(file)), Digests.sha256());
                Connection connection = new Connection(address, SocketSave.DEADLINE)) {
            Request request = Request.builder()
                    .method(Request.Method.POST)
                    .path("/images/load?quiet=1")
                    .putHeader("Content-Type", "application/x-tar")
                    .body(unpacked ? unpacked(in) : new Unclosed(in))
                    .build();
            connection.exchange(request, this::succeeded);
            // an engine may stop reading at the archive's end; the padding after it counts as well
            in.transferTo(OutputStream.nullOutputStream());
            return Digests.of(in.getMessageDigest());
        }
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(new Unclosed(in), 1 << 16);
        return ImageArchive.gzipped(buffered)
                ? GzipCompressorInputStream.builder()
                        .setInputStream(buffered)
                        .setDecompressConcatenated(true)
                        .get()
                : buffered;
    }

    private Void succeeded(int status, InputStream body) throws IOException {
        SocketSave.refused(status, body, "load " + file);
        String answer = new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        for (String line : answer.lines().filter(text -> !text.isBlank()).toList()) {
            Map<String, Object> message = Json.readObject(line);
            if (message.containsKey("error")) {
                throw Failure.failed("The container engine did not load " + file + ": " + Json.text(message, "error"));
            }
        }
        return null;
    }

    /** The transport closes what it sent; the file is still to be read to its end. */
    private static final class Unclosed extends FilterInputStream {
        private Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the file is closed by who opened it
        }
    }
}
