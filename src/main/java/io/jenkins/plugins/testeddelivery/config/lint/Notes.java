package io.jenkins.plugins.testeddelivery.config.lint;

import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the checks of one image's files find. */
final class Notes {
    /** A file that is wrong in so many places is made by a program; more of the same helps nobody. */
    static final int MOST_OF_A_RULE = 100;

    private final BuildFiles files;
    private final List<Finding> findings = new ArrayList<>();
    private final int[] ofRule = new int[LintRule.values().length];

    Notes(BuildFiles files) {
        this.files = files;
    }

    void add(LintRule rule, Instruction instruction, String message) {
        add(rule, instruction.firstLine(), instruction.lastLine(), message, Optional.empty());
    }

    void add(LintRule rule, int line, String message) {
        add(rule, line, line, message, Optional.empty());
    }

    void add(LintRule rule, int firstLine, int lastLine, String message, Optional<Finding.Fix> fix) {
        add(rule, files.path(), firstLine, lastLine, message, 0, fix);
    }

    void add(
            LintRule rule,
            String file,
            int firstLine,
            int lastLine,
            String message,
            long bytes,
            Optional<Finding.Fix> fix) {
        if (ofRule[rule.ordinal()]++ < MOST_OF_A_RULE) {
            findings.add(new Finding(rule, List.of(files.component()), file, firstLine, lastLine, message, bytes, fix));
        }
    }

    /** A fix of the Dockerfile itself. */
    Optional<Finding.Fix> fix(String description, Finding.Edit... edits) {
        return Optional.of(new Finding.Fix(description, List.of(edits)));
    }

    Finding.Edit edit(int firstLine, int lastLine, String text) {
        return new Finding.Edit(files.path(), firstLine, lastLine, text);
    }

    BuildFiles files() {
        return files;
    }

    List<Finding> all() {
        return findings;
    }
}
