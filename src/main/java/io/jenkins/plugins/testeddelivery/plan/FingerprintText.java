package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The document whose checksum a fingerprint is, taken apart again; the format is that of the {@code git} package.
 *
 * @param definition members by name
 * @param dependencies fingerprint by component
 * @param globals {@code mode id} by path, likewise {@code files}
 * @param locks checksum of what the component resolves to, by path of the lock file
 */
record FingerprintText(
        String kind,
        Map<String, Object> definition,
        Map<String, String> dependencies,
        Map<String, String> globals,
        Map<String, String> locks,
        Map<String, String> files) {

    /** @throws IOException if a line cannot be understood */
    static FingerprintText parse(String text) throws IOException {
        return of(List.of(text.split("\n")));
    }

    /** Of some of its lines. */
    static FingerprintText of(List<String> lines) throws IOException {
        String kind = "";
        Map<String, Object> definition = Map.of();
        Map<String, String> dependencies = new TreeMap<>();
        Map<String, String> globals = new TreeMap<>();
        Map<String, String> locks = new TreeMap<>();
        Map<String, String> files = new TreeMap<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            String rest = line.substring(space + 1);
            switch (space < 0 ? line : line.substring(0, space)) {
                case "kind" -> kind = rest;
                case "definition" -> definition = new LinkedHashMap<>(Json.readObject(rest));
                case "dependency" -> {
                    int end = rest.indexOf(' ');
                    dependencies.put(rest.substring(0, Math.max(end, 0)), rest.substring(end + 1));
                }
                case "global" -> putPath(globals, rest);
                case "lock" -> putPath(locks, rest);
                case "file" -> putPath(files, rest);
                default -> {
                    // the format's name, or a line of a later format: nothing to compare
                }
            }
        }
        return new FingerprintText(kind, definition, dependencies, globals, locks, files);
    }

    Why.Counts counts() {
        return new Why.Counts(globals.size(), locks.size(), dependencies.size(), files.size());
    }

    /** {@code <what stands for the content> <path as JSON>}. */
    private static void putPath(Map<String, String> map, String rest) throws IOException {
        int path = rest.indexOf('"');
        if (path > 0) {
            boolean plain = rest.indexOf('\\') < 0 && rest.indexOf('"', path + 1) == rest.length() - 1;
            map.put(
                    plain
                            ? rest.substring(path + 1, rest.length() - 1)
                            : String.valueOf(Json.read(rest.substring(path))),
                    rest.substring(0, path).trim());
        }
    }
}
