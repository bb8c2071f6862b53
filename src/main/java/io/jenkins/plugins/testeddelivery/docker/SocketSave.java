package io.jenkins.plugins.testeddelivery.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Saves an image from the engine's socket into a file beside it.
 *
 * @param path of the API
 * @param file relative to the workspace or absolute
 */
record SocketSave(Address address, String path, String reference, String file)
        implements Workspace.Work<Engine.Saved> {
    /** For the largest of images on the slowest of disks; a stuck engine must not hold a build for ever. */
    static final Duration DEADLINE = Duration.ofHours(1);

    @Override
    public Engine.Saved in(Workspace.Place place) throws IOException, InterruptedException {
        Request request =
                Request.builder().method(Request.Method.GET).path(path).build();
        try (Connection connection = new Connection(address, DEADLINE)) {
            return connection.exchange(request, (status, body) -> {
                refused(status, body, "save " + reference);
                return ImagePacking.pack(body, reference, place.path(file), file);
            });
        }
    }

    static void refused(int status, InputStream body, String what) throws IOException {
        if (status >= 400) {
            byte[] message = body.readNBytes(1 << 16);
            throw Failure.failed("The container engine did not " + what + ": "
                    + new SocketRequest.Answer(status, message).message());
        }
    }
}
