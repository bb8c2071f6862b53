package io.jenkins.plugins.testeddelivery.port;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the kernel's table of processes ({@code /proc}), where there is one. */
public final class ProcessTable {
    public static final Path FOLDER = Path.of("/proc");

    private ProcessTable() {}

    /** One file about a process; the bytes are its own, in no known encoding. Fails where the process is gone. */
    public static String read(String pid, String file) throws IOException {
        return new String(Files.readAllBytes(FOLDER.resolve(pid).resolve(file)), StandardCharsets.ISO_8859_1);
    }

    /** Dead, and not yet asked about by its parent, which may never happen in a container without an init process. */
    public static boolean isZombie(long pid) {
        try {
            String stat = read(Long.toString(pid), "stat");
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            // no /proc, or gone by now
            return false;
        }
    }
}
