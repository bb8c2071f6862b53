package io.jenkins.plugins.testeddelivery.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the plainest command lines of {@code deploy} without picocli, as {@link PlainDetect} does: compose can be asked the
 * sooner. What is not plain, wrong ones included, is left to picocli.
 */
record PlainDeploy(DeployCommand.Asked asked, Path folder) {
    private static final List<String> WORDS = List.of("--env", "--version", "--image-dir", "-C");
    private static final List<String> SWITCHES =
            List.of("--skip-load", "--dry-run", "--retry", "--accept-environment", "--json");

    /** Empty: picocli is to read it. */
    static Optional<PlainDeploy> of(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("deploy")) {
            return Optional.empty();
        }
        Map<String, String> words = new HashMap<>();
        Set<String> switches = new HashSet<>();
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            boolean plain = SWITCHES.contains(argument)
                    ? switches.add(argument)
                    : WORDS.contains(argument)
                            && i + 1 < arguments.length
                            && !PlainDetect.strange(arguments[i + 1])
                            && words.put(argument, arguments[++i]) == null;
            if (!plain) {
                return Optional.empty();
            }
        }
        if (!words.containsKey("--env")) {
            return Optional.empty();
        }
        DeployCommand.Asked asked = new DeployCommand.Asked(
                words.get("--env"),
                words.getOrDefault("--version", ""),
                Optional.ofNullable(words.get("--image-dir")).map(Path::of),
                switches.contains("--skip-load"),
                switches.contains("--dry-run"),
                switches.contains("--retry"),
                false,
                switches.contains("--accept-environment"),
                switches.contains("--json"));
        return Optional.of(new PlainDeploy(asked, Path.of(words.getOrDefault("-C", ""))));
    }

    int run(Console console) {
        try {
            return DeployCommand.deploy(console.in(console.folder().resolve(folder).normalize()), asked);
        } catch (Exception e) {
            return Main.explain(e, console);
        }
    }
}
