package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        Path file = place.path(FILE);
        if (Files.exists(file)) {
            return false;
        }
        Files.createFile(file);
        return true;
    }
}
