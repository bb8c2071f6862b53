package io.jenkins.plugins.testeddelivery.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * One push or pull through the engine's socket, given up when nothing is heard of it any more.
 *
 * @param path of the API
 * @param login for {@code X-Registry-Auth}
 * @param idle the longest time without a sign of life
 */
record SocketTransfer(Address address, String path, String login, RemoteName name, String what, Duration idle)
        implements Workspace.Work<String> {

    /** Gives the digest that the engine told; empty: none. */
    @Override
    public String in(Workspace.Place place) throws IOException, InterruptedException {
        Request request = Request.builder()
                .method(Request.Method.POST)
                .path(path)
                .putHeader("X-Registry-Auth", login)
                .build();
        try (Connection connection = new Connection(address, idle)) {
            return connection.exchange(request, (status, body) -> read(status, body, connection));
        }
    }

    private String read(int status, InputStream body, Connection connection) throws IOException {
        if (status >= 400) {
            String said = new SocketRequest.Answer(status, body.readNBytes(1 << 16)).message();
            throw TransferFailure.of(name, what, said);
        }
        String digest = "";
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            connection.alive();
            if (!line.isBlank()) {
                Map<String, Object> message = Json.readObject(line);
                if (message.containsKey("error")) {
                    throw TransferFailure.of(name, what, Json.text(message, "error"));
                }
                String told = Json.text(Json.map(message, "aux"), "Digest");
                digest = told.isEmpty() ? digest : told;
            }
        }
        return digest;
    }

    @Override
    public String toString() {
        return what;
    }
}
