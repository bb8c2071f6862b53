package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file for compose that only this user can read: it may name settings. */
public record WriteOverride(String path, String text) implements Workspace.Work<Boolean> {
    @Override
    public Boolean in(Workspace.Place place) throws IOException {
        Path file = place.path(path);
        Files.createDirectories(file.getParent());
        // a temporary file is its owner's alone from the start
        Path temporary = Files.createTempFile(file.getParent(), ".override", ".yaml");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return true;
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "WriteOverride[" + path + "]";
    }
}
