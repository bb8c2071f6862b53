package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads back the files that a fingerprint's document lists (see {@link Fingerprints}). */
final class ListedInputs {
    private static final String FILE = "file ";

    private ListedInputs() {}

    /** Empty where the document does not say it of every file: one could not be read, or a line is of another format. */
    static Optional<List<Entry>> of(String document) {
        List<Entry> entries = new ArrayList<>();
        for (int start = 0; start < document.length(); ) {
            int newline = document.indexOf('\n', start);
            int end = newline < 0 ? document.length() : newline;
            if (document.startsWith(FILE, start)) {
                Optional<Entry> entry = entry(document.substring(start + FILE.length(), end));
                if (entry.isEmpty()) {
                    return Optional.empty();
                }
                entries.add(entry.get());
            }
            start = end + 1;
        }
        return Optional.of(entries);
    }

    /** {@code <mode> <id> <path as JSON>}. */
    private static Optional<Entry> entry(String line) {
        int id = line.indexOf(' ') + 1;
        int path = line.indexOf(' ', id) + 1;
        if (id == 0 || path == 0 || line.length() < path + 2) {
            return Optional.empty();
        }
        String hex = line.substring(id, path - 1);
        try {
            boolean plain = line.indexOf('\\', path) < 0;
            String name = plain
                    ? line.substring(path + 1, line.length() - 1)
                    : String.valueOf(Json.read(line.substring(path)));
            return CommitCheck.isFullId(hex)
                    ? Optional.of(Entry.of(name, Integer.parseInt(line.substring(0, id - 1), 8), hex))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            // of a later format: what lies there is looked at instead
            return Optional.empty();
        }
    }
}
