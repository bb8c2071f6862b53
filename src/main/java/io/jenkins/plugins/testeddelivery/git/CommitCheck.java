package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which commits a repository has, with one {@code cat-file --batch-check} process, and fetches nothing. */
final class CommitCheck {
    /** A partial clone would ask its server for each commit that is not there. Git before 2.44 needs the second. */
    static final Map<String, String> STAY_LOCAL = Map.of("GIT_NO_LAZY_FETCH", "1", "GIT_ALLOW_PROTOCOL", "none");


    private CommitCheck() {}

    /** @param tree id of what the commit holds */
    record Known(String commit, String tree) {}

    static boolean isFullId(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789abcdef".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return text.length() == 40 || text.length() == 64;
    }

    /** Whether there is any object with this full id here. */
    static boolean holds(Git git, String id) throws IOException, InterruptedException {
        try (GitProcess process = git.start(STAY_LOCAL, "cat-file", "--batch-check")) {
            byte[] answer = process.output((id + "\n").getBytes(StandardCharsets.US_ASCII));
            return !new String(answer, StandardCharsets.ISO_8859_1).endsWith(" missing\n");
        }
    }

    /** By the full id asked for: those that are commits here. */
    static Map<String, Known> known(Git git, Collection<String> ids) throws IOException, InterruptedException {
        List<String> asked = ids.stream().filter(CommitCheck::isFullId).distinct().toList();
        Map<String, Known> known = new HashMap<>();
        if (asked.isEmpty()) {
            return known;
        }
        StringBuilder input = new StringBuilder();
        asked.forEach(id -> input.append(id).append("^{commit}\n").append(id).append("^{tree}\n"));
        try (GitProcess process = git.start(STAY_LOCAL, "cat-file", "--batch-check")) {
            byte[] output;
            try {
                output = process.output(input.toString().getBytes(StandardCharsets.US_ASCII));
            } catch (Failure e) {
                if (e.kind() == Failure.Kind.UNREACHABLE) {
                    return knownWithoutTrees(git, asked);
                }
                throw e;
            }
            List<Optional<String>> answers = new ArrayList<>();
            for (String line : new String(output, StandardCharsets.ISO_8859_1).split("\n")) {
                String[] words = line.split(" ");
                answers.add(words.length == 3 ? Optional.of(words[0]) : Optional.empty());
            }
            for (int i = 0; i < asked.size(); i++) {
                Optional<String> commit = answers.get(2 * i);
                Optional<String> tree = answers.get(2 * i + 1);
                if (commit.isPresent() && tree.isPresent()) {
                    known.put(asked.get(i), new Known(commit.get(), tree.get()));
                }
            }
        }
        return known;
    }

    /** The same in a clone that has no trees of old commits: Git's check gives up there, a walk that skips them does not. */
    private static Map<String, Known> knownWithoutTrees(Git git, List<String> asked)
            throws IOException, InterruptedException {
        Map<String, Known> known = new HashMap<>();
        try (GitProcess process = git.start(
                STAY_LOCAL,
                "rev-list",
                "--no-walk=unsorted",
                "--ignore-missing",
                "--missing=allow-any",
                "--no-commit-header",
                "--format=%H %T",
                "--stdin")) {
            byte[] output = process.output((String.join("\n", asked) + "\n").getBytes(StandardCharsets.US_ASCII));
            for (String line : new String(output, StandardCharsets.US_ASCII).split("\n")) {
                String[] words = line.split(" ");
                if (words.length == 2) {
                    known.put(words[0], new Known(words[0], words[1]));
                }
            }
        }
        return known;
    }
}
