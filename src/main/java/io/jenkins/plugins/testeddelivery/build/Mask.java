package io.jenkins.plugins.testeddelivery.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the values of build arguments out of the log: BuildKit prints the {@code RUN} lines it executes with the
 * arguments filled in. A value is shown as the argument's name.
 */
final class Mask {
    /** Shorter values are no secrets, and are part of many words. */
    private static final int SHORTEST = 4;

    private record Hidden(Pattern value, String name) {}

    private final List<Hidden> hidden = new ArrayList<>();

    Mask(Map<String, String> arguments) {
        Map<String, String> sorted = new TreeMap<>(arguments);
        sorted.forEach((name, value) -> value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .forEach(line -> hidden.add(new Hidden(
                        Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(line) + "(?![A-Za-z0-9_])"),
                        Matcher.quoteReplacement("${" + name + "}")))));
        // one value may hold another
        hidden.sort(Comparator.comparingInt(item -> -item.value.pattern().length()));
    }

    String hide(String line) {
        String masked = line;
        for (Hidden item : hidden) {
            masked = item.value.matcher(masked).replaceAll(item.name);
        }
        return masked;
    }
}
