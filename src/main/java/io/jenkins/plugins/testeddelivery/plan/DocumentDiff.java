package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.git.Change;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Compares the documents of two fingerprints of one component and says what differs: the exact answer to "why", whatever
 * the history between the two.
 *
 * @param definition names of the definition's members that differ; {@code kind} among them
 * @param dependencies names of components whose fingerprint differs, or that came or went
 * @param globals global inputs that differ
 * @param locks lock files of which the component resolves to something else
 * @param files the component's own files that differ, sorted
 */
record DocumentDiff(
        List<String> definition,
        List<String> dependencies,
        List<Change> globals,
        List<Change> locks,
        List<Change> files) {

    /** Reads and compares; the format is that of the {@code git} package's fingerprint documents. */
    static DocumentDiff between(String before, String after) throws IOException {
        return between(FingerprintText.parse(before), FingerprintText.parse(after));
    }

    static DocumentDiff between(FingerprintText old, FingerprintText now) {
        TreeSet<String> definition = new TreeSet<>(differing(old.definition(), now.definition()));
        if (!old.kind().equals(now.kind())) {
            definition.add("kind");
        }
        return new DocumentDiff(
                List.copyOf(definition),
                List.copyOf(differing(old.dependencies(), now.dependencies())),
                changes(old.globals(), now.globals(), true),
                changes(old.locks(), now.locks(), false),
                changes(old.files(), now.files(), true));
    }

    /** The first input that differs, in words; empty if none does. */
    String first() {
        if (!definition.isEmpty()) {
            return "its definition (" + String.join(", ", definition) + ")";
        }
        if (!globals.isEmpty()) {
            return globals.get(0).path() + " (" + globals.get(0).status().word() + ")";
        }
        if (!locks.isEmpty()) {
            return "what " + locks.get(0).path() + " resolves for it";
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

    private static List<Change> changes(Map<String, String> before, Map<String, String> after, boolean withMode) {
        return differing(before, after).stream()
                .map(path -> new Change(path, status(before.get(path), after.get(path), withMode)))
                .toList();
    }

    /** Entries are {@code mode id}; the first three digits of a mode say file, link or submodule. */
    private static Change.Status status(String before, String after, boolean withMode) {
        if (before == null) {
            return Change.Status.ADDED;
        }
        if (after == null) {
            return Change.Status.DELETED;
        }
        if (!withMode) {
            return Change.Status.MODIFIED;
        }
        if (!before.substring(0, 3).equals(after.substring(0, 3))) {
            return Change.Status.TYPE_CHANGED;
        }
        boolean sameContent =
                before.substring(before.indexOf(' ')).equals(after.substring(after.indexOf(' ')));
        return sameContent ? Change.Status.MODE_CHANGED : Change.Status.MODIFIED;
    }
}
