package io.jenkins.plugins.testeddelivery.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares trees with one {@code diff-tree --stdin} process; a rename is a deletion and an addition. */
final class Differences {
    private Differences() {}

    /** What differs at the tree {@code head}, by the tree it is compared with; sorted. */
    static Map<String, List<Change>> since(Git git, Collection<String> trees, String head)
            throws IOException, InterruptedException {
        Map<String, List<Change>> all = new HashMap<>();
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (String tree : trees) {
            if (all.put(tree, new ArrayList<>()) == null) {
                input.writeBytes((tree + " " + head + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        if (all.isEmpty()) {
            return all;
        }
        try (GitProcess process = git.start(
                "diff-tree",
                "--stdin",
                "-z",
                "-r",
                "--raw",
                "--no-renames",
                "--no-ext-diff",
                "--no-textconv",
                "--ignore-submodules=none")) {
            parse(process.output(input.toByteArray()), all);
        }
        all.values().forEach(changes -> changes.sort(null));
        return all;
    }

    /** Each comparison begins with a line {@code <tree> <tree>}; its records with a colon. */
    private static void parse(byte[] output, Map<String, List<Change>> all) {
        List<Change> changes = List.of();
        int at = 0;
        while (at < output.length) {
            if (output[at] == ':') {
                int end = next(output, at, (byte) 0);
                String[] fields = PathText.decode(output, at + 1, end).split(" ");
                int path = end + 1;
                int pathEnd = next(output, path, (byte) 0);
                String name = PathText.decode(output, path, pathEnd);
                if (!name.startsWith(Tree.OWN_OUTPUT)) {
                    changes.add(new Change(name, status(fields)));
                }
                at = pathEnd + 1;
            } else {
                int end = next(output, at, (byte) '\n');
                changes = all.get(PathText.decode(output, at, end).split(" ")[0]);
                at = end + 1;
            }
        }
    }

    // <mode before> <mode after> <id before> <id after> <letter>
    private static Change.Status status(String[] fields) {
        return switch (fields[4].charAt(0)) {
            case 'A' -> Change.Status.ADDED;
            case 'D' -> Change.Status.DELETED;
            case 'T' -> Change.Status.TYPE_CHANGED;
            default -> fields[2].equals(fields[3]) ? Change.Status.MODE_CHANGED : Change.Status.MODIFIED;
        };
    }

    private static int next(byte[] bytes, int from, byte wanted) {
        int at = from;
        while (at < bytes.length && bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}
