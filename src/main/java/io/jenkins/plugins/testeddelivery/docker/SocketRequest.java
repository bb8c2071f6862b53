package io.jenkins.plugins.testeddelivery.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks the engine's API something small, beside the files, once.
 *
 * @param path with its query, escaped
 * @param body JSON; empty: none
 */
record SocketRequest(Address address, Request.Method method, String path, String body, Duration deadline)
        implements Workspace.Work<SocketRequest.Answer> {
    static final int LARGEST_ANSWER = 64 << 20;

    /** A status and what came with it. */
    record Answer(int status, byte[] body) implements Serializable {
        boolean succeeded() {
            return status < 400;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The {@code message} of an error, else the text itself. */
        String message() {
            try {
                return Json.text(Json.readObject(body), "message");
            } catch (IOException e) {
                return text().strip();
            }
        }
    }

    static SocketRequest get(Address address, String path, Duration deadline) {
        return new SocketRequest(address, Request.Method.GET, path, "", deadline);
    }

    @Override
    public Answer in(Workspace.Place place) throws IOException, InterruptedException {
        if (LocalConnection.leadsTo(address)) {
            try (LocalConnection connection = new LocalConnection(address, deadline)) {
                return connection.ask(method, path, body);
            }
        }
        Request.Builder request = Request.builder().method(method).path(path);
        if (!body.isEmpty()) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            request.putHeader("Content-Type", "application/json");
            request.bodyBytes(bytes);
        }
        try (Connection connection = new Connection(address, deadline)) {
            return connection.exchange(request.build(), SocketRequest::answer);
        }
    }

    static Answer answer(int status, InputStream body) throws IOException {
        byte[] bytes = body == null ? new byte[0] : body.readNBytes(LARGEST_ANSWER);
        if (bytes.length == LARGEST_ANSWER) {
            throw new IOException("an answer of more than " + LARGEST_ANSWER + " bytes");
        }
        return new Answer(status, bytes);
    }
}
