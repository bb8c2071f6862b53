package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares trees with one {@code diff-tree --stdin} process; a rename is a deletion and an addition. */
final class Differences {
    private static final String[] COMMAND = {
        "diff-tree",
        "--stdin",
        "-z",
        "-r",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules=none"
    };

    private Differences() {}

    /** What differs at the tree {@code head}, by the tree it is compared with; sorted. */
    static Map<String, List<Change>> since(Git git, Collection<String> trees, String head)
            throws IOException, InterruptedException {
        Map<String, List<Change>> all = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        trees.forEach(tree -> pairs.add(new Pair(tree, head)));
        between(git, pairs).forEach((pair, deltas) -> all.put(pair.before, changes(deltas)));
        return all;
    }

    /** Two trees, by id. */
    record Pair(String before, String after) {
        /** Written out, as the one that Java makes up is linked at every start of the command. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Pair that && before.equals(that.before) && after.equals(that.after);
        }

        @Override
        public int hashCode() {
            return 31 * before.hashCode() + after.hashCode();
        }
    }

    /** A comparison that Git has begun; it is waited for when the differences are asked for. */
    static final class Running implements AutoCloseable {
        private final Map<Pair, List<Delta>> all = new HashMap<>();
        private final Path folder;
        private final Optional<GitProcess> process;

        private Running(Git git, Collection<Pair> pairs) throws IOException {
            this.folder = git.folder();
            ByteArrayOutputStream input = new ByteArrayOutputStream();
            for (Pair pair : pairs) {
                if (all.put(pair, new ArrayList<>()) == null && !pair.before.equals(pair.after)) {
                    input.writeBytes((pair.before + " " + pair.after + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
            this.process = input.size() == 0 ? Optional.empty() : Optional.of(git.start(COMMAND));
            if (process.isPresent()) {
                process.get().feedAside(input.toByteArray());
            }
        }

        boolean compares(Pair pair) {
            return all.containsKey(pair);
        }

        /** What differs between the trees of each pair, in Git's order. To be asked for once. */
        Map<Pair, List<Delta>> deltas() throws IOException, InterruptedException {
            if (process.isEmpty()) {
                return all;
            }
            Set<Pair> compared = parse(process.get().output(), all);
            for (Pair pair : all.keySet()) {
                // to Git a tree that is gone is no error: it says nothing, which must not look like no difference
                if (!compared.contains(pair) && !pair.before.equals(pair.after)) {
                    throw process.get().errors().isBlank()
                            ? Failure.failed("Git lacks one of the trees " + pair.before + " and " + pair.after + " of "
                                    + folder + ": the commit was collected, or the repository is damaged.")
                            : process.get().failure();
                }
            }
            return all;
        }

        @Override
        public void close() {
            if (process.isPresent()) {
                process.get().close();
            }
        }
    }

    static Running start(Git git, Collection<Pair> pairs) throws IOException {
        return new Running(git, pairs);
    }

    /** What differs between the trees of each pair, in Git's order. Equal trees cost nothing. */
    static Map<Pair, List<Delta>> between(Git git, Collection<Pair> pairs) throws IOException, InterruptedException {
        try (Running running = start(git, pairs)) {
            return running.deltas();
        }
    }

    /** The same for people, sorted. */
    static List<Change> changes(List<Delta> deltas) {
        List<Change> changes = new ArrayList<>(deltas.size());
        for (Delta delta : deltas) {
            Optional<Change> change = Change.between(delta.path(), delta.before(), delta.after());
            if (change.isPresent()) {
                changes.add(change.get());
            }
        }
        changes.sort(null);
        return changes;
    }

    /**
     * Each comparison begins with a line {@code <tree> <tree>}; its records with a colon.
     *
     * @return what was compared
     */
    private static Set<Pair> parse(byte[] output, Map<Pair, List<Delta>> all) {
        Set<Pair> compared = new HashSet<>();
        List<Delta> deltas = List.of();
        int at = 0;
        while (at < output.length) {
            if (output[at] == ':') {
                int end = next(output, at, (byte) 0);
                String[] fields = PathText.decode(output, at + 1, end).split(" ");
                int path = end + 1;
                int pathEnd = next(output, path, (byte) 0);
                String name = PathText.decode(output, path, pathEnd);
                if (!name.startsWith(Tree.OWN_OUTPUT)) {
                    deltas.add(new Delta(name, entry(name, fields[0], fields[2]), entry(name, fields[1], fields[3])));
                }
                at = pathEnd + 1;
            } else {
                int end = next(output, at, (byte) '\n');
                String[] trees = PathText.decode(output, at, end).split(" ");
                Pair pair = new Pair(trees[0], trees[1]);
                compared.add(pair);
                deltas = all.get(pair);
                at = end + 1;
            }
        }
        return compared;
    }

    // <mode before> <mode after> <id before> <id after> <letter>; a mode of zeros: there is nothing
    private static Optional<Entry> entry(String path, String mode, String id) {
        int bits = Integer.parseInt(mode, 8);
        return bits == 0 ? Optional.empty() : Optional.of(Entry.of(path, bits, id));
    }

    private static int next(byte[] bytes, int from, byte wanted) {
        int at = from;
        while (at < bytes.length && bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}
