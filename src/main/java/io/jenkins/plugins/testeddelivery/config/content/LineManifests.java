package io.jenkins.plugins.testeddelivery.config.content;

import io.jenkins.plugins.testeddelivery.config.manifest.TextLines;
import io.jenkins.plugins.testeddelivery.config.manifest.Unreadable;
import java.util.Set;

/** Reads manifests that are lines of text. */
final class LineManifests {
    private static final Set<String> GO_DEPENDENCIES =
            Set.of("require", "replace", "exclude", "go", "toolchain", "tool", "use", "ignore");
    private static final Set<String> GO_REST = Set.of("module", "retract", "godebug");

    private LineManifests() {}

    /** As pip reads it: a comment ends what the lines before continue, and is no part of it. */
    static Manifest requirements(byte[] content) throws Unreadable {
        StringBuilder all = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (String one : TextLines.of(content)) {
            boolean comment = one.stripLeading().startsWith("#");
            if (!comment && one.endsWith("\\")) {
                line.append(one, 0, one.length() - 1);
                continue;
            }
            line.append(comment ? " " + one : one);
            requirement(line.toString(), all);
            line.setLength(0);
        }
        requirement(line.toString(), all);
        return Manifest.whole(all.toString());
    }

    private static void requirement(String line, StringBuilder into) {
        String text = line.substring(0, comment(line)).replaceAll("\\s+", " ").strip();
        if (!text.isEmpty()) {
            into.append(text).append('\n');
        }
    }

    /** Where a comment begins: at the line's start or after white space; the line's end if there is none. */
    private static int comment(String line) {
        int at = line.indexOf('#');
        while (at > 0 && !Character.isWhitespace(line.charAt(at - 1))) {
            at = line.indexOf('#', at + 1);
        }
        return at < 0 ? line.length() : at;
    }

    /** Patterns: a comment begins a line, and what stands inside of one is part of it. */
    static Manifest dockerignore(byte[] content) throws Unreadable {
        StringBuilder all = new StringBuilder();
        for (String line : TextLines.of(content)) {
            if (!line.startsWith("#") && !line.isBlank()) {
                all.append(line.strip()).append('\n');
            }
        }
        return Manifest.whole(all.toString());
    }

    /** {@code go.mod} and {@code go.work}: lines of a verb and its words, or blocks of such lines. */
    static Manifest goMod(byte[] content) throws Unreadable {
        StringBuilder dependencies = new StringBuilder();
        StringBuilder rest = new StringBuilder();
        String block = "";
        int number = 0;
        for (String line : TextLines.of(content)) {
            number++;
            int comment = line.indexOf("//");
            String text = (comment < 0 ? line : line.substring(0, comment))
                    .replace("(", " ( ")
                    .replaceAll("\\s+", " ")
                    .strip();
            if (text.isEmpty()) {
                continue;
            }
            if (text.equals(")") && !block.isEmpty()) {
                block = "";
            } else if (text.endsWith(" (") && block.isEmpty()) {
                block = text.substring(0, text.length() - 2);
            } else {
                String whole = block.isEmpty() ? text : block + " " + text;
                String verb = whole.substring(0, (whole + " ").indexOf(' '));
                if (!GO_DEPENDENCIES.contains(verb) && !GO_REST.contains(verb)) {
                    throw new Unreadable(number, "'" + verb + "' is not known; expected a line of go.mod");
                }
                (GO_DEPENDENCIES.contains(verb) ? dependencies : rest).append(whole).append('\n');
            }
        }
        if (!block.isEmpty()) {
            throw new Unreadable(number, "the block '" + block + "' does not end");
        }
        return new Manifest(dependencies.toString(), rest.toString());
    }
}
