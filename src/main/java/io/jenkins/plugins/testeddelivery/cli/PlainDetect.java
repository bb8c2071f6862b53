package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the plainest command lines of {@code detect} without picocli, whose model of the options takes longer to build
 * than most plans take. What is not plain, wrong ones included, is left to picocli, and both must understand the same.
 */
record PlainDetect(PlanRequest request, Path folder, boolean json, boolean exitCode) {
    private static final Set<String> FLAGS = Set.of("--json", "--exit-code");
    private static final Set<String> VALUES = Set.of("--base", "--head", "--config", "-C");

    /** Empty: picocli is to read it. */
    static Optional<PlainDetect> of(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("detect")) {
            return Optional.empty();
        }
        Map<String, String> given = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            String value;
            if (FLAGS.contains(argument)) {
                value = "given";
            } else if (!VALUES.contains(name)) {
                return Optional.empty();
            } else if (equals >= 0) {
                value = argument.substring(equals + 1);
            } else {
                value = ++i < arguments.length ? arguments[i] : "";
            }
            if (strange(value) || given.put(name, value) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new PlainDetect(
                new PlanRequest(
                        given.getOrDefault("--base", ""),
                        given.getOrDefault("--head", ""),
                        given.getOrDefault("--config", ""),
                        Strategy.NONE,
                        Map.of(),
                        ""),
                Path.of(given.getOrDefault("-C", "")),
                given.containsKey("--json"),
                given.containsKey("--exit-code")));
    }

    int run(Console console) {
        try {
            return DetectCommand.detect(
                    console.in(console.folder().resolve(folder).normalize()), request, json ? "json" : "text", exitCode);
        } catch (Exception e) {
            return Main.explain(e, console);
        }
    }

    /** Whether picocli may read more into it than a word. */
    static boolean strange(String argument) {
        return argument.isEmpty() || "-@\"'".indexOf(argument.charAt(0)) >= 0;
    }
}
