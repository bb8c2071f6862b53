package io.jenkins.plugins.testeddelivery.config.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One piece of advice.
 *
 * @param components those whose image the file belongs to
 * @param file relative to the repository; for something that is missing, the file that would need it
 * @param firstLine 1-based
 * @param lastLine inclusive
 * @param message what, in this place; never holds a secret's value
 * @param bytes what a plain build would not have to send; 0 where that is not the point
 */
public record Finding(
        LintRule rule,
        List<String> components,
        String file,
        int firstLine,
        int lastLine,
        String message,
        long bytes,
        Optional<Fix> fix) {
    public Finding {
        components = List.copyOf(components);
    }

    /**
     * A mechanical remedy.
     *
     * @param description in words
     * @param edits from the first line to the last, none of which overlap
     */
    public record Fix(String description, List<Edit> edits) {
        public Fix {
            edits = List.copyOf(edits);
        }
    }

    /**
     * Lines of a file replaced by others.
     *
     * @param file relative to the repository; it may be one that is to be made
     * @param firstLine 1-based; nothing is replaced, and the text goes before this line, where {@code lastLine} is
     *     smaller
     * @param text whole lines, each with its end
     */
    public record Edit(String file, int firstLine, int lastLine, String text) {}

    Finding forAlso(String component) {
        List<String> all = new ArrayList<>(components);
        all.add(component);
        return new Finding(rule, all, file, firstLine, lastLine, message, bytes, fix);
    }
}
