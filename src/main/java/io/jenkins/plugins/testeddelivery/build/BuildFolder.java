package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names the folder that belongs to us in the repository, and makes and removes what is in it. */
final class BuildFolder {
    static final String NAME = "_build";
    static final String VERSION_FILE = NAME + "/.build-version";
    private static final String TEMPORARY = NAME + "/.delivery";

    private BuildFolder() {}

    /** A folder, relative to the workspace, for one build of one component. */
    static String temporary(String version, String component) {
        return TEMPORARY + "/build-" + version + "-" + component;
    }

    /** Makes our folder, with an ignore file of its own so that nobody needs to list it. */
    record Prepare() implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            Path ignore = place.path(NAME).resolve(".gitignore");
            if (Files.exists(ignore)) {
                return false;
            }
            WholeFile.write(ignore, "*\n");
            return true;
        }
    }

    /** Removes a temporary folder and all it holds; links are removed, not followed. */
    record Remove(String folder) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            Path path = place.path(folder);
            if (!path.normalize().startsWith(place.path(TEMPORARY))) {
                throw new IllegalArgumentException(folder + " is none of our temporary folders");
            }
            return Folders.delete(path);
        }
    }
}
