package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the files of an earlier release again, which an environment went through once and has lost since: in the folder it
 * was exported into, or in the content store. What is neither whole nor the very release that is meant is as good as gone.
 *
 * @param folder of all releases, or of one, in the workspace
 * @param scratch a folder of the workspace for what is taken out of the store for a moment
 */
public record EarlierReleases(Workspace workspace, Ledger ledger, String folder, String scratch) {
    /**
     * A release whose files are at hand.
     *
     * @param path of the folder that holds them
     * @param images whether the archives of its images are there too
     * @param words where they are
     * @param lent whether the folder is there for this use only
     */
    public record Found(Workspace workspace, Release release, String path, boolean images, String words, boolean lent)
            implements AutoCloseable {
        @Override
        public void close() throws IOException, InterruptedException {
            if (lent) {
                workspace.act(new RemoveFolder(path));
            }
        }
    }

    /**
     * Finds it.
     *
     * @param manifest digest that its {@code release.json} must have; empty: not known
     * @return to be closed after use; empty: it is nowhere, or not as it was
     */
    public Optional<Found> find(String version, String manifest) throws IOException, InterruptedException {
        Optional<Found> exported = inFolder(version, manifest);
        if (exported.isPresent() && exported.get().images()) {
            return exported;
        }
        Optional<Found> kept = inStore(version, manifest);
        return kept.isPresent() ? kept : exported;
    }

    private Optional<Found> inFolder(String version, String manifest) throws IOException, InterruptedException {
        try {
            ReleaseFolder found = ReleaseFolder.open(workspace, folder, version);
            if (!manifest.isEmpty() && !Digests.of(found.manifest()).equals(manifest)) {
                return Optional.empty();
            }
            Verification all = found.verify(ledger);
            return all.withoutAbsentImages().ok()
                    ? Optional.of(new Found(
                            workspace, found.release(), found.path(), all.ok(), "the release folder " + found.path(), false))
                    : Optional.empty();
        } catch (Failure e) {
            // none, or none that can be read
            return Optional.empty();
        }
    }

    private Optional<Found> inStore(String version, String manifest) throws IOException, InterruptedException {
        String lent = "";
        try {
            KeptRelease kept = KeptRelease.find(ledger, version);
            if (!manifest.isEmpty() && !Digests.of(kept.release().bytes()).equals(manifest)) {
                return Optional.empty();
            }
            lent = workspace.act(new Lend(scratch));
            for (ReleaseArtifact artifact : kept.release().artifacts()) {
                ledger.store().give(Digests.PREFIX + artifact.sha256(), workspace, lent + "/" + artifact.file());
            }
            Found found = new Found(workspace, kept.release(), lent, true, "the content store", true);
            lent = "";
            return Optional.of(found);
        } catch (Failure e) {
            // never recorded, damaged, or pruned
            return Optional.empty();
        } finally {
            if (!lent.isEmpty()) {
                workspace.act(new RemoveFolder(lent));
            }
        }
    }

    /** Makes a folder for a moment, and takes away those of processes that were killed long ago. */
    record Lend(String scratch) implements Workspace.Work<String> {
        private static final String PREFIX = "lent-";
        private static final Duration LONG_AGO = Duration.ofDays(1);

        @Override
        public String in(Workspace.Place place) throws IOException {
            Path parent = Files.createDirectories(place.path(scratch));
            try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
                for (Path other : others) {
                    if (Files.getLastModifiedTime(other).toInstant().isBefore(Instant.now().minus(LONG_AGO))) {
                        Folders.delete(other);
                    }
                }
            }
            return Files.createTempDirectory(parent, PREFIX).toString();
        }
    }
}
