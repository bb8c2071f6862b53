package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the documents of two fingerprints of one component and says what differs: the exact answer to "why", whatever
 * the history between the two.
 *
 * @param definition names of the definition's members that differ; {@code kind} among them
 * @param dependencies names of components whose fingerprint differs, or that came or went
 * @param globals global inputs that differ
 * @param files the component's own files that differ, sorted
 */
record DocumentDiff(List<String> definition, List<String> dependencies, List<Change> globals, List<Change> files) {

    /** Reads and compares; the format is that of the {@code git} package's fingerprint documents. */
    static DocumentDiff between(String before, String after) throws IOException {
        Document old = Document.parse(before);
        Document now = Document.parse(after);
        TreeSet<String> definition = new TreeSet<>(differing(old.definition, now.definition));
        if (!old.kind.equals(now.kind)) {
            definition.add("kind");
        }
        return new DocumentDiff(
                List.copyOf(definition),
                List.copyOf(differing(old.dependencies, now.dependencies)),
                changes(old.globals, now.globals),
                changes(old.files, now.files));
    }

    /** The first input that differs, in words; empty if none does. */
    String first() {
        if (!definition.isEmpty()) {
            return "its definition (" + String.join(", ", definition) + ")";
        }
        if (!globals.isEmpty()) {
            return globals.get(0).path() + " (" + globals.get(0).status().word() + ")";
        }
        if (!files.isEmpty()) {
            return files.get(0).path() + " (" + files.get(0).status().word() + ")";
        }
        return dependencies.isEmpty() ? "" : "component " + dependencies.get(0);
    }

    private static TreeSet<String> differing(Map<String, ?> before, Map<String, ?> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names;
    }

    private static List<Change> changes(Map<String, String> before, Map<String, String> after) {
        return differing(before, after).stream()
                .map(path -> new Change(path, status(before.get(path), after.get(path))))
                .toList();
    }

    /** Entries are {@code mode id}; the first three digits of a mode say file, link or submodule. */
    private static Change.Status status(String before, String after) {
        if (before == null) {
            return Change.Status.ADDED;
        }
        if (after == null) {
            return Change.Status.DELETED;
        }
        if (!before.substring(0, 3).equals(after.substring(0, 3))) {
            return Change.Status.TYPE_CHANGED;
        }
        boolean sameContent =
                before.substring(before.indexOf(' ')).equals(after.substring(after.indexOf(' ')));
        return sameContent ? Change.Status.MODE_CHANGED : Change.Status.MODIFIED;
    }

    private static final class Document {
        private String kind = "";
        private Map<String, Object> definition = Map.of();
        private final Map<String, String> dependencies = new TreeMap<>();
        private final Map<String, String> globals = new TreeMap<>();
        private final Map<String, String> files = new TreeMap<>();

        static Document parse(String text) throws IOException {
            Document document = new Document();
            for (String line : text.split("\n")) {
                int space = line.indexOf(' ');
                String rest = line.substring(space + 1);
                switch (space < 0 ? line : line.substring(0, space)) {
                    case "kind" -> document.kind = rest;
                    case "definition" -> document.definition = new LinkedHashMap<>(Json.readObject(rest));
                    case "dependency" -> put(document.dependencies, rest, rest.indexOf(' '));
                    case "global" -> putFile(document.globals, rest);
                    case "file" -> putFile(document.files, rest);
                    default -> {
                        // the format's name, or a line of a later format: nothing to compare
                    }
                }
            }
            return document;
        }

        private static void put(Map<String, String> map, String rest, int space) {
            if (space > 0) {
                map.put(rest.substring(0, space), rest.substring(space + 1));
            }
        }

        /** {@code <mode> <id> <path as JSON>}. */
        private static void putFile(Map<String, String> map, String rest) throws IOException {
            int path = rest.indexOf('"');
            if (path > 0) {
                map.put(String.valueOf(Json.read(rest.substring(path))), rest.substring(0, path).trim());
            }
        }
    }
}
