package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code go.mod} or {@code go.work} says: both are lines of a verb and its words, or blocks of such lines.
 *
 * @param module empty in a {@code go.work}
 */
record GoMod(String module, List<Line> requires, List<Line> uses, List<Line> replaces) {
    /**
     * One directive.
     *
     * @param words without the verb, quotes taken off
     * @param indirect needed by what is needed
     */
    record Line(List<String> words, boolean indirect, int number) {}

    /** All that is taken of it, to be compared: not which version is required. */
    List<Object> facts() {
        List<Line> names = new ArrayList<>();
        for (Line require : requires) {
            List<String> words = require.words;
            names.add(new Line(words.subList(0, Math.min(1, words.size())), require.indirect, require.number));
        }
        return List.of(module, names, uses, replaces);
    }

    static GoMod read(byte[] bytes) throws Unreadable {
        String module = "";
        List<Line> requires = new ArrayList<>();
        List<Line> uses = new ArrayList<>();
        List<Line> replaces = new ArrayList<>();
        String block = "";
        int number = 0;
        for (String text : TextLines.of(bytes)) {
            number++;
            int comment = text.indexOf("//");
            boolean indirect = comment >= 0 && text.substring(comment).contains("indirect");
            List<String> words = words(comment < 0 ? text : text.substring(0, comment));
            if (words.isEmpty()) {
                continue;
            }
            if (words.get(0).equals(")")) {
                block = "";
                continue;
            }
            if (words.size() == 2 && words.get(1).equals("(")) {
                block = words.get(0);
                continue;
            }
            String verb = block.isEmpty() ? words.get(0) : block;
            Line line = new Line(block.isEmpty() ? words.subList(1, words.size()) : words, indirect, number);
            switch (verb) {
                case "module" -> module = line.words().isEmpty() ? "" : line.words().get(0);
                case "require" -> requires.add(line);
                case "use" -> uses.add(line);
                case "replace" -> replaces.add(line);
                case "go", "toolchain", "exclude", "retract", "godebug", "tool", "ignore" -> {
                    // say nothing of other modules
                }
                default -> throw new Unreadable(number, "'" + verb + "' is not known; expected a line of go.mod");
            }
        }
        if (!block.isEmpty()) {
            throw new Unreadable(number, "the block '" + block + "' does not end");
        }
        return new GoMod(module, requires, uses, replaces);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        // "require(" is written as one word, too
        for (String word : line.replace("(", " ( ").strip().split("\\s+")) {
            String plain = word.replaceAll("^[\"`]|[\"`]$", "");
            if (!plain.isEmpty()) {
                words.add(plain);
            }
        }
        return words;
    }
}
