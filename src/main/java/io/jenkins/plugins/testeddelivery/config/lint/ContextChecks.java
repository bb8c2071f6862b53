package io.jenkins.plugins.testeddelivery.config.lint;

import io.jenkins.plugins.testeddelivery.port.Figures;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at what a plain build would send, and at what ought to be left out of it. */
final class ContextChecks {
    private static final int SHOWN = 5;

    /** What no instruction copies costs the classic builder alone, and little where it is little. */
    private static final long WORTH_SAYING = 1_000_000;

    private final Notes notes;

    ContextChecks(Notes notes) {
        this.notes = notes;
    }

    void run() {
        BuildFiles files = notes.files();
        for (String secret : files.secrets()) {
            notes.add(
                    LintRule.SECRET_IN_CONTEXT,
                    files.ignoreLines() < 0 ? files.path() : files.ignorePath(),
                    Math.max(1, files.ignoreLines()),
                    Math.max(1, files.ignoreLines()),
                    Words.quoted(secret) + " would be copied into the image by a plain build",
                    0,
                    ignoring(List.of(secret)));
        }
        if (files.ignoreRefused()) {
            notes.add(
                    LintRule.DOCKERIGNORE_REFUSED,
                    files.ignorePath(),
                    1,
                    Math.max(1, files.ignoreLines()),
                    "a pattern of it cannot be read, so a plain build stops before its first step",
                    0,
                    Optional.empty());
        }
        List<BuildFiles.Needless> needless = files.needless().stream()
                .filter(item -> !item.pattern().isEmpty() || item.bytes() >= WORTH_SAYING)
                .toList();
        if (!needless.isEmpty()) {
            needless(files, needless);
        }
    }

    private void needless(BuildFiles files, List<BuildFiles.Needless> needless) {
        boolean missing = files.ignoreLines() < 0;
        long bytes = needless.stream().mapToLong(BuildFiles.Needless::bytes).sum();
        String names = needless.stream()
                .limit(SHOWN)
                .map(item -> item.shown() + " " + Figures.bytes(item.bytes()))
                .collect(Collectors.joining(", "));
        int more = needless.size() - SHOWN;
        List<String> patterns = needless.stream()
                .map(BuildFiles.Needless::pattern)
                .filter(pattern -> !pattern.isEmpty())
                .distinct()
                .toList();
        notes.add(
                missing ? LintRule.DOCKERIGNORE_MISSING : LintRule.DOCKERIGNORE_WEAK,
                missing ? files.path() : files.ignorePath(),
                missing ? 1 : Math.max(1, files.ignoreLines()),
                missing ? 1 : Math.max(1, files.ignoreLines()),
                (missing ? files.ignorePath() + " is missing" : "it lets through what no image needs") + ": it would save "
                        + (files.whole() ? "" : "at least ") + Figures.bytes(bytes) + " of " + Figures.bytes(files.sent())
                        + " (" + names + (more > 0 ? " and " + more + " more" : "") + ")",
                bytes,
                ignoring(patterns));
    }

    private Optional<Finding.Fix> ignoring(List<String> patterns) {
        BuildFiles files = notes.files();
        // a name with a character that means something there, or that ends the line, needs a person
        List<String> lines = patterns.stream()
                .filter(pattern -> pattern.matches("[\\w.@+/ *-]+") && !pattern.startsWith(" ") && !pattern.endsWith(" "))
                .toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        boolean missing = files.ignoreLines() < 0;
        int end = Math.max(0, files.ignoreLines()) + 1;
        String start = files.ignoreText().isEmpty() || files.ignoreText().endsWith("\n") ? "" : "\n";
        return notes.fix(
                (missing ? "write " : "add to ") + files.ignorePath() + ": " + String.join(", ", lines),
                new Finding.Edit(files.ignorePath(), end, end - 1, start + String.join("\n", lines) + "\n"));
    }
}
