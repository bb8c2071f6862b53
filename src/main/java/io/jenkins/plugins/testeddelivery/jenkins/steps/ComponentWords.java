package io.jenkins.plugins.testeddelivery.jenkins.steps;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.List;
import java.util.regex.Pattern;

/** Knows what a script may call a component, and that there must be one. */
final class ComponentWords {
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\s,;]{1,214}");

    private ComponentWords() {}

    /** @throws Failure of kind USAGE if the repository has no component at all */
    static void mustBeThere(List<Component> components) {
        if (components.isEmpty()) {
            throw Failure.usage("there is nothing to build: the repository has no delivery.yaml, and no compose service"
                    + " with 'build' or folder with a Dockerfile from which one could be inferred; add a delivery.yaml");
        }
    }

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
