package io.jenkins.plugins.testeddelivery.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Sets who may do what with a file, where the file system knows that. */
public final class Modes {
    private Modes() {}

    /**
     * Sets them whatever the umask.
     *
     * @param permissions like {@code rw-r--r--}
     * @return false if the file system has no such thing
     */
    public static boolean set(Path file, String permissions) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return true;
    }
}
