package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the process that listens on a TCP port, where the kernel tells: on Linux, of one's own processes. */
record WhoListens(int port) implements Workspace.Work<String> {
    private static final String LISTENS = "0A";
    private static final String UNKNOWN = "another program";

    @Override
    public String in(Workspace.Place place) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                lines.forEach(line -> socket(line, sockets));
            } catch (IOException e) {
                // no such table here
                continue;
            }
        }
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+") && holds(process, sockets))
                    .findFirst()
                    .map(WhoListens::named)
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** {@code sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode}. */
    private void socket(String line, Set<String> into) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length > 9 && fields[3].equals(LISTENS) && fields[1].endsWith(String.format(":%04X", port))) {
            into.add("socket:[" + fields[9] + "]");
        }
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.anyMatch(file -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(file).toString());
                } catch (IOException e) {
                    // closed meanwhile
                    return false;
                }
            });
        } catch (IOException e) {
            // somebody else's process, or one that ended
            return false;
        }
    }

    private static String named(Path process) {
        String id = process.getFileName().toString();
        try {
            return Files.readString(process.resolve("comm")).strip().replaceAll("\\p{Cntrl}", "?") + " (process " + id + ")";
        } catch (IOException e) {
            return "process " + id;
        }
    }
}
