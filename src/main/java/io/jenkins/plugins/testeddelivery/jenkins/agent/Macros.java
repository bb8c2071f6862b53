package io.jenkins.plugins.testeddelivery.jenkins.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes text so that it survives a launcher, which replaces {@code $NAME} in arguments and in values. */
final class Macros {
    private Macros() {}

    static List<String> literally(List<String> arguments) {
        return arguments.stream().map(Macros::literally).toList();
    }

    static Map<String, String> literally(Map<String, String> values) {
        Map<String, String> all = new HashMap<>();
        values.forEach((name, value) -> all.put(name, literally(value)));
        return all;
    }

    private static String literally(String text) {
        return text.replace("$", "$$");
    }
}
