package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.git.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
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
        // what stands in both differs in neither, and that is nearly all
        byte[] old = before.getBytes(StandardCharsets.ISO_8859_1);
        byte[] now = after.getBytes(StandardCharsets.ISO_8859_1);
        int start = Math.max(Arrays.mismatch(old, now), 0);
        while (start > 0 && old[start - 1] != '\n') {
            start--;
        }
        int end = sameAtEnd(old, now, start);
        List<String> oldLines = lines(before, start, end);
        List<String> newLines = lines(after, start, end);
        return between(
                FingerprintText.of(without(oldLines, newLines)), FingerprintText.of(without(newLines, oldLines)));
    }

    /** How many bytes at the end of both are the same, from the beginning of a line on. */
    private static int sameAtEnd(byte[] old, byte[] now, int start) {
        int same = 0;
        int differ = Math.min(old.length, now.length) - start + 1;
        while (differ - same > 1) {
            int middle = same + differ >>> 1;
            boolean equal = Arrays.equals(
                    old, old.length - middle, old.length - same, now, now.length - middle, now.length - same);
            if (equal) {
                same = middle;
            } else {
                differ = middle;
            }
        }
        while (same > 0 && (same == old.length || old[old.length - same - 1] != '\n')) {
            same--;
        }
        return same;
    }

    private static List<String> lines(String text, int start, int end) {
        return List.of(text.substring(start, text.length() - end).split("\n"));
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> own = new ArrayList<>(lines);
        own.removeAll(new HashSet<>(others));
        return own;
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
        for (Iterator<String> all = names.iterator(); all.hasNext(); ) {
            String name = all.next();
            if (Objects.equals(before.get(name), after.get(name))) {
                all.remove();
            }
        }
        return names;
    }

    private static List<Change> changes(Map<String, String> before, Map<String, String> after, boolean withMode) {
        List<Change> changes = new ArrayList<>();
        for (String path : differing(before, after)) {
            changes.add(new Change(path, status(before.get(path), after.get(path), withMode)));
        }
        return changes;
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
