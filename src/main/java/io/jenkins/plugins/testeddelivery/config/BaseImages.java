package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Stage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the images that a Dockerfile builds on: what its {@code FROM} lines say once build arguments are filled in. */
public final class BaseImages {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)(?::([-+])([^}]*))?})");

    private BaseImages() {}

    /** In their order; one that still holds a variable is left out, since only the builder knows what it means. */
    public static Set<String> of(Dockerfile dockerfile, Map<String, String> arguments) {
        return new LinkedHashSet<>(byStage(dockerfile, arguments).values());
    }

    /** The same by the stage that builds on it; a stage that builds on an earlier one, or on nothing, is left out. */
    public static Map<Integer, String> byStage(Dockerfile dockerfile, Map<String, String> arguments) {
        Map<String, String> values = values(dockerfile, arguments);
        Map<Integer, String> images = new TreeMap<>();
        Set<String> before = new HashSet<>();
        for (Stage stage : dockerfile.stages()) {
            String image = fill(stage.base(), values);
            boolean ownStage = before.contains(image.toLowerCase(Locale.ROOT));
            if (!ownStage && !image.isEmpty() && !image.contains("$") && !image.equals("scratch")) {
                images.put(stage.index(), image);
            }
            before.add(stage.name());
        }
        return images;
    }

    /** The arguments before the first {@code FROM}. */
    private static Map<String, String> values(Dockerfile dockerfile, Map<String, String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (Instruction instruction : dockerfile.instructions()) {
            if (instruction.stage() < 0 && instruction.keyword().equals("ARG")) {
                for (String word : instruction.words()) {
                    int sign = word.indexOf('=');
                    String name = sign < 0 ? word : word.substring(0, sign);
                    String preset = sign < 0 ? "" : fill(word.substring(sign + 1), values);
                    values.put(name, arguments.getOrDefault(name, preset));
                }
            }
        }
        return values;
    }

    private static String fill(String text, Map<String, String> values) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String name = match.group(1) == null ? match.group(2) : match.group(1);
            String value = values.getOrDefault(name, "");
            if ("-".equals(match.group(3)) && value.isEmpty()) {
                value = match.group(4);
            } else if ("+".equals(match.group(3))) {
                value = value.isEmpty() ? "" : match.group(4);
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
