package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the images that a Dockerfile starts from or copies out of. */
final class DockerfileImages {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)(?::?-([^}]*))?}|([A-Za-z_]\\w*))");

    private DockerfileImages() {}

    /**
     * Lines by the name of an image, without tag and digest; names of stages are among them.
     *
     * @param args build arguments, before the Dockerfile's own defaults
     */
    static Map<String, Integer> of(Dockerfile dockerfile, Map<String, String> args) {
        Map<String, String> values = new HashMap<>();
        Map<String, Integer> images = new TreeMap<>();
        for (Instruction instruction : dockerfile.instructions()) {
            if (instruction.keyword().equals("ARG") && instruction.stage() < 0) {
                for (String word : instruction.words()) {
                    String[] parts = word.split("=", 2);
                    String value = args.getOrDefault(parts[0], parts.length == 2 ? parts[1] : "");
                    values.put(parts[0], filled(value, values));
                }
            }
            String image = switch (instruction.keyword()) {
                case "FROM" -> instruction.words().isEmpty() ? "" : instruction.words().get(0);
                case "COPY", "ADD" -> instruction.flag("from").orElse("");
                case "RUN" -> mounted(instruction);
                default -> "";
            };
            String filled = filled(image, values);
            if (!filled.isEmpty() && !filled.contains("$")) {
                images.putIfAbsent(plain(filled), instruction.firstLine());
            }
        }
        return images;
    }

    /** Without tag, digest and the registry that everybody means. */
    static String plain(String image) {
        String name = image.replaceAll("@.*$", "").replaceAll(":[^/]*$", "");
        return name.replaceFirst("^docker\\.io/", "").replaceFirst("^library/", "");
    }

    private static String mounted(Instruction instruction) {
        return instruction.flags().stream()
                .filter(flag -> flag.startsWith("--mount=") && flag.contains(",from="))
                .map(flag -> flag.replaceAll("^.*,from=([^,]*).*$", "$1"))
                .findFirst()
                .orElse("");
    }

    private static String filled(String text, Map<String, String> values) {
        Matcher variable = VARIABLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (variable.find()) {
            String name = variable.group(1) == null ? variable.group(3) : variable.group(1);
            String value = values.getOrDefault(name, "");
            String otherwise = variable.group(2) == null ? variable.group() : variable.group(2);
            variable.appendReplacement(filled, Matcher.quoteReplacement(value.isEmpty() ? otherwise : value));
        }
        return variable.appendTail(filled).toString();
    }
}
