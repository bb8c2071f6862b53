package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts a Dockerfile beside a build context that holds the input set already, and sees to it that no ignore file is
 * applied to the context a second time. Gives back the Dockerfile's absolute path.
 *
 * @param folder for the Dockerfile, outside the context
 * @param classic the classic builder, given a Dockerfile from outside, adds a random line to the context's
 *     {@code .dockerignore}: no {@code COPY . .} would ever come from the cache, so the file is left out for it
 */
record PlaceDockerfile(String folder, String text, String context, boolean classic)
        implements Workspace.Work<String> {
    private static final String IGNORE_FILE = ".dockerignore";

    @Override
    public String in(Workspace.Place place) throws IOException {
        Path dockerfile = place.path(folder).resolve("Dockerfile").toAbsolutePath().normalize();
        WholeFile.write(dockerfile, text);
        if (classic) {
            Files.deleteIfExists(place.path(context).resolve(IGNORE_FILE));
        } else {
            // BuildKit reads this one instead of the context's
            WholeFile.write(dockerfile.resolveSibling("Dockerfile" + IGNORE_FILE), "# the context is what it shall be\n");
        }
        return dockerfile.toString();
    }
}
