package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the {@code release.json} of a release folder, or of each in a folder of releases; judges nothing but what is a
 * release folder at all.
 */
record ReadReleases(String path) implements Workspace.Work<ArrayList<ReadReleases.Found>> {
    static final int LONGEST = 16 << 20;

    /**
     * A release folder.
     *
     * @param folder its path in the workspace
     * @param direct whether it is the one that was asked for, not one of several
     * @param manifest content of {@code release.json}; empty: there is none
     * @param checksum content of the checksum file beside it; empty: there is none
     */
    record Found(String folder, boolean direct, byte[] manifest, byte[] checksum) implements Serializable {}

    @Override
    public ArrayList<Found> in(Workspace.Place place) throws IOException {
        Path root = place.path(path);
        if (!Files.isDirectory(root)) {
            throw Failure.usage("There is no folder " + root + " to look for a release in: run delivery export, or name a release folder.");
        }
        ArrayList<Found> all = new ArrayList<>();
        if (looksLikeRelease(root)) {
            all.add(found(root, path, true));
            return all;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(root)) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                if (!name.startsWith(".") && Files.isDirectory(child) && looksLikeRelease(child)) {
                    all.add(found(child, path + "/" + name, false));
                }
            }
        }
        return all;
    }

    private static Found found(Path folder, String name, boolean direct) throws IOException {
        return new Found(
                name,
                direct,
                content(folder.resolve(Release.MANIFEST)),
                content(folder.resolve(Release.MANIFEST + ReleaseLayout.SUFFIX)));
    }

    /** By any of its parts, so that one that lost its {@code release.json} is refused instead of passed over. */
    private static boolean looksLikeRelease(Path folder) {
        for (String name : List.of(
                Release.MANIFEST,
                Release.MANIFEST + ReleaseLayout.SUFFIX,
                Release.PROVENANCE,
                Release.PROVENANCE + ReleaseLayout.SUFFIX,
                DeployPlan.FILE)) {
            if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    static byte[] content(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw Failure.failed(file + " is larger than " + LONGEST + " bytes: that is not what was exported.");
            }
            return bytes;
        }
    }
}
