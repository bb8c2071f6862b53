package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes the folder in which a release is put together, beside the place it will have, and removes what exports that
 * were killed left there: an export holds the work tree's lock, so nobody else is at it.
 *
 * @param directory the folder of all releases
 */
record OpenStaging(String directory, String version) implements Workspace.Work<String> {
    private static final Pattern LEFT_BEHIND = Pattern.compile("\\." + ReleaseReader.VERSION.pattern() + "\\.part");

    /** The staging folder's path in the workspace. */
    @Override
    public String in(Workspace.Place place) throws IOException {
        Path releases = place.path(directory);
        Files.createDirectories(releases);
        ignoreBuildFolder(place);
        if (Files.exists(releases.resolve(version), LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.failed("The folder " + releases.resolve(version)
                    + " exists already and no record knows it; move it away and export again.");
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(releases)) {
            for (Path child : children) {
                if (LEFT_BEHIND.matcher(child.getFileName().toString()).matches()) {
                    Folders.delete(child);
                }
            }
        }
        String staging = directory + "/." + version + ".part";
        Files.createDirectory(place.path(staging));
        return staging;
    }

    /** What is exported must not make the tree dirty. */
    private void ignoreBuildFolder(Workspace.Place place) throws IOException {
        String build = "_build";
        Path ignore = place.path(build).resolve(".gitignore");
        if (List.of(directory.split("/")).get(0).equals(build) && !Files.exists(ignore)) {
            WholeFile.write(ignore, "*\n");
        }
    }
}
