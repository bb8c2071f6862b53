package io.jenkins.plugins.testeddelivery.jenkins.steps;

import java.util.regex.Pattern;

/** Knows what may be typed for a component: its name, or the name that its manifest gives it. */
final class ComponentWords {
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\s,;]{1,214}");

    private ComponentWords() {}

    /** What is wrong with the lines that were typed into a form; empty: nothing. */
    static String problem(String typed) {
        String lines = typed == null ? "" : typed;
        return lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !NAME.matcher(line).matches())
                .findFirst()
                .map(line -> "components: expected one name to a line, found '" + line + "'")
                .orElse("");
    }
}
