package io.jenkins.plugins.testeddelivery.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.jenkins.plugins.testeddelivery.docker.layers.Comparison;
import io.jenkins.plugins.testeddelivery.docker.layers.Noise;
import io.jenkins.plugins.testeddelivery.docker.layers.SavedLayers;
import io.jenkins.plugins.testeddelivery.docker.layers.TreeComparison;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads two images from the engine's socket, one after the other and neither whole, and compares them.
 *
 * @param cheap path of the API
 * @param dear path of the API
 * @param folder for what does not stay in memory, relative to the workspace
 */
record SocketCompare(Address address, String cheap, String dear, String folder, Noise noise)
        implements Workspace.Work<Comparison> {
    @Override
    public Comparison in(Workspace.Place place) throws IOException, InterruptedException {
        Path runs = Files.createDirectories(place.path(folder));
        try {
            SavedLayers layers = new SavedLayers(runs, noise);
            return TreeComparison.images(read(layers, cheap), read(layers, dear), noise, Labels::tellsOrigin);
        } finally {
            Folders.delete(runs);
        }
    }

    private SavedLayers.Image read(SavedLayers layers, String path) throws IOException, InterruptedException {
        Request request =
                Request.builder().method(Request.Method.GET).path(path).build();
        try (Connection connection = new Connection(address, SocketSave.DEADLINE)) {
            return connection.exchange(request, (status, body) -> {
                SocketSave.refused(status, body, "give an image to compare");
                return layers.read(body);
            });
        }
    }
}
