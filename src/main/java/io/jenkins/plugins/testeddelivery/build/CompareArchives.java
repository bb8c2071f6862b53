package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.docker.layers.Comparison;
import io.jenkins.plugins.testeddelivery.docker.layers.Noise;
import io.jenkins.plugins.testeddelivery.docker.layers.TreeComparison;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares two packed archives, entry by entry.
 *
 * @param folder for what does not stay in memory, relative to the workspace
 */
record CompareArchives(String cheap, String dear, String folder, Noise noise) implements Workspace.Work<Comparison> {
    @Override
    public Comparison in(Workspace.Place place) throws IOException {
        Path runs = Files.createDirectories(place.path(folder));
        try (InputStream one = Files.newInputStream(place.path(cheap));
                InputStream other = Files.newInputStream(place.path(dear))) {
            return TreeComparison.archives(one, other, runs, noise);
        } finally {
            Folders.delete(runs);
        }
    }
}
