package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Stage;
import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Derives the Dockerfile that can be built from the source or the dependency layer on: {@code ARG DELIVERY_BREAK} stands,
 * in each stage, before the first instruction that takes sources from the context, and {@code ARG
 * DELIVERY_BREAK_DEPENDENCIES} before the first that takes dependency manifests, or anything from a stage that is built
 * anew itself. With another value no {@code RUN} from there on is taken from a cache; a {@code COPY} may be, and is the
 * same bytes then. The text is the same for every strategy, so that one finds the layers that another left
 * ({@code docs/caches.md}).
 *
 * @param paths every file of the context, relative to it
 * @param manifest whether a file of the context is a dependency manifest
 */
record CacheBreak(Collection<String> paths, Predicate<String> manifest) {
    static final String ARGUMENT = "DELIVERY_BREAK";
    static final String DEPENDENCIES_ARGUMENT = "DELIVERY_BREAK_DEPENDENCIES";

    /**
     * A Dockerfile with its places.
     *
     * @param source whether the target is built anew from the source layer on
     * @param dependencies whether it is from the dependency layer on
     */
    record Derived(String text, boolean source, boolean dependencies) {
        boolean breaks(Strategy strategy) {
            return strategy == Strategy.INCREMENTAL ? source : strategy == Strategy.DEPENDENCIES && dependencies;
        }
    }

    /** What an instruction takes that matters here. */
    private record Takes(boolean source, boolean manifest) {
        static final Takes NOTHING = new Takes(false, false);
        static final Takes BOTH = new Takes(true, true);

        Takes and(Takes other) {
            return new Takes(source || other.source, manifest || other.manifest);
        }
    }

    /**
     * The derived text; the text itself where it is not understood.
     *
     * @param target the stage to build; empty: the last
     * @param triggered stages whose base runs something of its own before their first line ({@code ONBUILD}): what that
     *     takes from the context comes before any place for a line, and only a full build is sure to build it anew
     */
    Derived derive(String text, String target, Set<Integer> triggered) {
        Dockerfile dockerfile = Dockerfile.parse(text);
        Optional<Stage> wanted = target.isEmpty()
                ? dockerfile.stages().stream().reduce((first, second) -> second)
                : dockerfile.stage(target);
        if (!dockerfile.understood() || wanted.isEmpty() || !triggered.isEmpty() || triggersItself(dockerfile)) {
            return new Derived(text, false, false);
        }
        Set<Integer> fromSource = new HashSet<>();
        Set<Integer> fromManifests = new HashSet<>();
        Map<Integer, Integer> sources = places(dockerfile, Strategy.INCREMENTAL, fromSource);
        Map<Integer, Integer> manifests = places(dockerfile, Strategy.DEPENDENCIES, fromManifests);
        // what breaks for dependencies breaks for sources as well: the later of the two lines would say nothing new
        manifests.entrySet().removeIf(place -> sources.getOrDefault(place.getKey(), Integer.MAX_VALUE) <= place.getValue());
        Map<Integer, String> lines = new HashMap<>();
        sources.values().forEach(line -> lines.put(line, ARGUMENT));
        manifests.values().forEach(line -> lines.put(line, DEPENDENCIES_ARGUMENT));
        int index = wanted.get().index();
        return new Derived(withArguments(text, lines), fromSource.contains(index), fromManifests.contains(index));
    }

    /** Whether a stage builds on an earlier one that says what is run then. */
    private static boolean triggersItself(Dockerfile dockerfile) {
        return dockerfile.stages().stream()
                .map(stage -> earlier(dockerfile, stage.base(), stage.index()))
                .flatMap(Optional::stream)
                .anyMatch(base -> dockerfile.instructions().stream()
                        .anyMatch(instruction -> instruction.stage() == base && instruction.keyword().equals("ONBUILD")));
    }

    /** The line for each stage that has one; {@code anew} receives every stage that is built anew. */
    private Map<Integer, Integer> places(Dockerfile dockerfile, Strategy strategy, Set<Integer> anew) {
        Map<Integer, Integer> lines = new HashMap<>();
        for (Stage stage : dockerfile.stages()) {
            List<Instruction> own = dockerfile.instructions().stream()
                    .filter(instruction -> instruction.stage() == stage.index())
                    .toList();
            if (earlier(dockerfile, stage.base(), stage.index())
                    .filter(anew::contains)
                    .isPresent()) {
                anew.add(stage.index());
            }
            place(dockerfile, own, strategy, anew).ifPresent(line -> {
                lines.put(stage.index(), line);
                anew.add(stage.index());
            });
        }
        return lines;
    }

    /** The line before which a stage is to be built anew. */
    private Optional<Integer> place(
            Dockerfile dockerfile, List<Instruction> instructions, Strategy strategy, Set<Integer> anew) {
        boolean manifests = strategy == Strategy.DEPENDENCIES;
        for (Instruction instruction : instructions) {
            Takes takes = takes(instruction);
            boolean here = manifests ? takes.manifest : takes.source;
            if (here || takesFromAnew(dockerfile, instruction, anew)) {
                return Optional.of(instruction.firstLine());
            }
        }
        return Optional.empty();
    }

    private Takes takes(Instruction instruction) {
        switch (instruction.keyword()) {
            case "COPY", "ADD" -> {
                if (instruction.flag("from").isPresent() || instruction.words().size() < 2) {
                    return Takes.NOTHING;
                }
                return instruction.words().subList(0, instruction.words().size() - 1).stream()
                        .filter(source -> !source.startsWith("<<") && !remote(source))
                        .map(this::classify)
                        .reduce(Takes.NOTHING, Takes::and);
            }
            case "RUN" -> {
                return mounts(instruction).stream()
                        .filter(mount ->
                                mount.getOrDefault("type", "bind").equals("bind") && !mount.containsKey("from"))
                        .map(mount -> classify(mount.getOrDefault("source", mount.getOrDefault("src", "."))))
                        .reduce(Takes.NOTHING, Takes::and);
            }
            default -> {
                return Takes.NOTHING;
            }
        }
    }

    private static boolean takesFromAnew(Dockerfile dockerfile, Instruction instruction, Set<Integer> anew) {
        if (instruction.keyword().equals("RUN")) {
            return mounts(instruction).stream()
                    .anyMatch(mount -> mount.containsKey("from")
                            && earlier(dockerfile, mount.get("from"), instruction.stage())
                                    .filter(anew::contains)
                                    .isPresent());
        }
        return instruction.keyword().equals("COPY")
                && instruction
                        .flag("from")
                        .flatMap(from -> earlier(dockerfile, from, instruction.stage()))
                        .filter(anew::contains)
                        .isPresent();
    }

    /** The stage before this one that a name or number means; an image of that name otherwise. */
    private static Optional<Integer> earlier(Dockerfile dockerfile, String name, int stage) {
        return dockerfile.stage(name).map(Stage::index).filter(index -> index < stage);
    }

    private static List<Map<String, String>> mounts(Instruction instruction) {
        return instruction.flags().stream()
                .filter(flag -> flag.startsWith("--mount="))
                .map(flag -> {
                    Map<String, String> mount = new HashMap<>();
                    for (String pair : flag.substring("--mount=".length()).split(",")) {
                        int sign = pair.indexOf('=');
                        mount.put(sign < 0 ? pair : pair.substring(0, sign), pair.substring(sign + 1));
                    }
                    return mount;
                })
                .toList();
    }

    private Takes classify(String source) {
        String path = source.replaceAll("^(\\./|/)+", "").replaceAll("/+$", "");
        if (path.contains("$") || path.contains("..")) {
            return Takes.BOTH;
        }
        if (path.isEmpty() || path.equals(".")) {
            return of(paths);
        }
        Patterns pattern = Patterns.of(List.of("/" + path));
        return of(paths.stream().filter(pattern::matches).toList());
    }

    private Takes of(Collection<String> taken) {
        if (taken.isEmpty()) {
            // it will fail, or we read it in another way than the builder
            return Takes.BOTH;
        }
        return new Takes(
                taken.stream().anyMatch(manifest.negate()), taken.stream().anyMatch(manifest));
    }

    private static boolean remote(String source) {
        return source.matches("(?i)(https?|git|ssh)://.*|git@.*");
    }

    private static String withArguments(String text, Map<Integer, String> before) {
        StringBuilder derived = new StringBuilder();
        int line = 1;
        for (int start = 0; start < text.length(); line++) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            if (before.containsKey(line)) {
                derived.append("ARG ").append(before.get(line)).append('\n');
            }
            derived.append(text, start, end);
            start = end;
        }
        return derived.toString();
    }
}
