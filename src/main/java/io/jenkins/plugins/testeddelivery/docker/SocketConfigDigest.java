package io.jenkins.plugins.testeddelivery.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;

/** Computes the digest of an image's config where the engine does not tell it: from what it would save. */
record SocketConfigDigest(Address address, String path) implements Workspace.Work<String> {
    @Override
    public String in(Workspace.Place place) throws IOException, InterruptedException {
        Request request =
                Request.builder().method(Request.Method.GET).path(path).build();
        try (Connection connection = new Connection(address, SocketSave.DEADLINE)) {
            return connection.exchange(request, (status, body) -> {
                SocketSave.refused(status, body, "read an image");
                return ImagePacking.look(body).digest();
            });
        }
    }
}
