package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.docker.layers.Comparison;
import io.jenkins.plugins.testeddelivery.docker.layers.Noise;
import io.jenkins.plugins.testeddelivery.docker.layers.SavedLayers;
import io.jenkins.plugins.testeddelivery.docker.layers.TreeComparison;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares two images that {@code docker save} wrote into files.
 *
 * @param folder for what does not stay in memory, relative to the workspace
 */
record CompareSaved(String cheap, String dear, String folder, Noise noise) implements Workspace.Work<Comparison> {
    @Override
    public Comparison in(Workspace.Place place) throws IOException {
        Path runs = Files.createDirectories(place.path(folder));
        try {
            SavedLayers layers = new SavedLayers(runs, noise);
            return TreeComparison.images(
                    read(layers, place.path(cheap)), read(layers, place.path(dear)), noise, Labels::tellsOrigin);
        } finally {
            Folders.delete(runs);
        }
    }

    private static SavedLayers.Image read(SavedLayers layers, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return layers.read(in);
        }
    }
}
