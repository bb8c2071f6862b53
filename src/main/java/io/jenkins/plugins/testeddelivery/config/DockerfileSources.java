package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the files and folders of its context that a Dockerfile names, as far as can be known without running it. */
final class DockerfileSources {
    private DockerfileSources() {}

    /**
     * Paths relative to the repository, sorted; of one with wildcards the folder in front of them.
     *
     * @param context relative to the repository
     */
    static Set<String> of(Dockerfile dockerfile, String context) {
        Set<String> sources = new TreeSet<>();
        for (Instruction instruction : dockerfile.instructions()) {
            for (String source : named(instruction)) {
                boolean unknown = source.contains("$") || source.contains("://") || source.startsWith("<<");
                if (!unknown) {
                    RepositoryPath.resolve(context, withoutWildcards(source).replaceAll("^/+", ""))
                            .ifPresent(sources::add);
                }
            }
        }
        return sources;
    }

    private static List<String> named(Instruction instruction) {
        return switch (instruction.keyword()) {
            case "COPY", "ADD" ->
                instruction.flag("from").isPresent() || instruction.words().isEmpty()
                        ? List.of()
                        : instruction.words().subList(0, instruction.words().size() - 1);
            case "RUN" -> mounted(instruction);
            default -> List.of();
        };
    }

    /** {@code --mount=type=bind,source=x} without {@code from} reads the context, too. */
    private static List<String> mounted(Instruction instruction) {
        List<String> sources = new ArrayList<>();
        for (String flag : instruction.flags()) {
            if (flag.startsWith("--mount=")) {
                List<String> options =
                        List.of(flag.substring("--mount=".length()).split(","));
                boolean bind =
                        options.stream().allMatch(option -> !option.startsWith("type=") || option.equals("type=bind"));
                boolean context = options.stream().noneMatch(option -> option.startsWith("from="));
                Optional<String> source = options.stream()
                        .filter(option -> option.startsWith("source=") || option.startsWith("src="))
                        .map(option -> option.substring(option.indexOf('=') + 1))
                        .findFirst();
                if (bind && context) {
                    source.ifPresent(sources::add);
                }
            }
        }
        return sources;
    }

    private static String withoutWildcards(String source) {
        List<String> parts = new ArrayList<>();
        for (String part : source.split("/")) {
            if (part.matches(".*[*?\\[\\\\].*")) {
                break;
            }
            parts.add(part);
        }
        return String.join("/", parts);
    }
}
