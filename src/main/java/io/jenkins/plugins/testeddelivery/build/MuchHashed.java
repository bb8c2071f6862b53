package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;

/**
 * Notes that builds here hash much, for the launcher ({@code ./delivery}): such a build is better off with Java's optimising
 * compiler, which only costs where little is hashed.
 */
record MuchHashed() implements Workspace.Work<Boolean> {
    static final String FILE = BuildFolder.NAME + "/.hashes-much";

    /** What takes a third of a second without the optimising compiler. */
    static final long BYTES = 32_000_000;

    @Override
    public Boolean in(Workspace.Place place) throws IOException {
        try {
            Files.createFile(place.path(FILE));
            return true;
        } catch (FileAlreadyExistsException e) {
            // an earlier build's, or that of one which ends right now
            return false;
        }
    }
}
