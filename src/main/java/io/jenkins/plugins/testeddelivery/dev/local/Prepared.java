package io.jenkins.plugins.testeddelivery.dev.local;

import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Remembers with which hash a component was prepared, in our folder of the repository. */
public final class Prepared {
    private static final String FOLDER = "_build/.delivery/dev/prepared";

    private Prepared() {}

    private static Path note(Workspace.Place place, String component) {
        return place.path(FOLDER).resolve(component);
    }

    /** Whether it was, and what that made is still there. @param unless path in the repository; empty: nothing to look for */
    record IsDone(String component, String hash, String unless) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            if (!unless.isEmpty() && !Files.exists(place.path(unless))) {
                return false;
            }
            try {
                return Files.readString(note(place, component)).equals(hash);
            } catch (NoSuchFileException e) {
                return false;
            }
        }
    }

    /** Notes it. */
    record Done(String component, String hash) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            WholeFile.write(note(place, component), hash);
            return true;
        }
    }

    /** Has it prepared again the next time. */
    public record Forget(String component) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            return Files.deleteIfExists(note(place, component));
        }
    }
}
