package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a Dockerfile copies out of its build context. Where that cannot be told for sure (variables, bind mounts,
 * {@code ONBUILD} bases, a frontend we do not know), it is everything.
 *
 * @param everything whether any file may be copied; then there are no sources
 */
record CopySources(boolean everything, List<Source> sources) implements Serializable {
    static final CopySources EVERYTHING = new CopySources(true, List.of());

    /** Compiled when a Dockerfile is read, which is not at every start of the command. */
    private static final class Remote {
        private static final Pattern FORM = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*|git@.*");

        private Remote() {}
    }

    static CopySources of(Dockerfile dockerfile) {
        if (!dockerfile.understood()
                || dockerfile.stages().stream()
                        .anyMatch(stage -> stage.base().toLowerCase(Locale.ROOT).contains("onbuild"))) {
            return EVERYTHING;
        }
        List<Source> sources = new ArrayList<>();
        for (Instruction instruction : dockerfile.instructions()) {
            Optional<List<Source>> some = sources(instruction);
            if (some.isEmpty()) {
                return EVERYTHING;
            }
            sources.addAll(some.get());
        }
        boolean all = sources.stream().anyMatch(source -> source.folder.isEmpty() && source.globs.isEmpty());
        return all ? EVERYTHING : new CopySources(false, sources.stream().distinct().toList());
    }

    /** Whether the file at this path, relative to the context, is copied. */
    boolean covers(String path) {
        if (everything) {
            return true;
        }
        for (Source source : sources) {
            if (source.covers(path)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something in this folder may be copied, or all of it. */
    boolean reachesInto(String folder) {
        return everything || sources.stream().anyMatch(source -> source.reachesInto(folder));
    }

    /** Whether a source names this path or one below it: were it a link, the builder would follow it. */
    boolean leadThrough(String path) {
        return sources.stream().anyMatch(source -> source.leadsThrough(path));
    }

    /**
     * One source.
     *
     * @param folder the leading part without globs, cleaned; maybe a file's path
     * @param globs one per further level
     */
    record Source(String folder, List<Glob> globs) implements Serializable {
        static Source of(String written) {
            List<String> folder = new ArrayList<>();
            List<Glob> globs = new ArrayList<>();
            // Docker takes a leading slash, and dots that would leave it, as the context's root
            for (String part : DockerPath.clean("/" + written).substring(1).split("/")) {
                if (globs.isEmpty() && !DockerPath.isGlob(part)) {
                    folder.add(part);
                } else {
                    globs.add(new Glob(part));
                }
            }
            return new Source(String.join("/", folder), List.copyOf(globs));
        }

        boolean covers(String path) {
            if (!DockerPath.within(path, folder)) {
                return false;
            }
            return globs.isEmpty() || matched(path) == globs.size();
        }

        boolean reachesInto(String path) {
            return DockerPath.within(folder, path)
                    || DockerPath.within(path, folder) && matched(path) == Math.min(levels(path), globs.size());
        }

        boolean leadsThrough(String path) {
            return DockerPath.within(folder, path)
                    || DockerPath.within(path, folder)
                            && levels(path) <= globs.size()
                            && matched(path) == levels(path);
        }

        /** How many levels the path, which lies in the folder, goes on below it. */
        private int levels(String path) {
            String below = below(path);
            return below.isEmpty() ? 0 : below.split("/").length;
        }

        /** How many globs the levels below the folder match, one after the other. */
        private int matched(String path) {
            String below = below(path);
            String[] levels = below.isEmpty() ? new String[0] : below.split("/");
            int matched = 0;
            while (matched < Math.min(levels.length, globs.size()) && globs.get(matched).matches(levels[matched])) {
                matched++;
            }
            return matched;
        }

        private String below(String path) {
            int start = folder.isEmpty() ? 0 : folder.length() + 1;
            return path.length() < start ? "" : path.substring(start);
        }
    }

    /** A glob for the name on one level. */
    static final class Glob implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String text;
        private final transient Pattern regex;

        Glob(String text) {
            this.text = text;
            this.regex = DockerPath.compile(text);
        }

        boolean matches(String name) {
            return regex.matcher(name).matches();
        }

        private Object readResolve() {
            return new Glob(text);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Glob glob && text.equals(glob.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Empty: cannot be told. */
    private static Optional<List<Source>> sources(Instruction instruction) {
        return switch (instruction.keyword()) {
            case "COPY", "ADD" -> copied(instruction);
            case "RUN" -> bindsContext(instruction) ? Optional.empty() : Optional.of(List.of());
            case "ONBUILD" -> triggered(instruction);
            default -> Optional.of(List.of());
        };
    }

    private static Optional<List<Source>> copied(Instruction instruction) {
        if (instruction.flag("from").isPresent()) {
            return Optional.of(List.of());
        }
        List<String> words = instruction.words();
        if (words.size() < 2) {
            return Optional.empty();
        }
        List<Source> sources = new ArrayList<>();
        for (String word : words.subList(0, words.size() - 1)) {
            if (instruction.heredoc() && word.startsWith("<<")
                    || instruction.keyword().equals("ADD") && Remote.FORM.matcher(word).matches()) {
                continue;
            }
            if (word.contains("$") || word.contains("**")) {
                return Optional.empty();
            }
            try {
                sources.add(Source.of(word));
            } catch (PatternSyntaxException e) {
                return Optional.empty();
            }
        }
        return Optional.of(sources);
    }

    /** {@code ONBUILD COPY …} runs where a later stage starts from this one. */
    private static Optional<List<Source>> triggered(Instruction instruction) {
        CopySources inner = instruction.heredoc()
                ? EVERYTHING
                : of(Dockerfile.parse("FROM scratch\n" + instruction.arguments() + "\n"));
        return inner.everything ? Optional.empty() : Optional.of(inner.sources);
    }

    private static boolean bindsContext(Instruction run) {
        return run.flags().stream().filter(flag -> flag.startsWith("--mount=")).anyMatch(mount -> {
            String type = "bind";
            for (String option : mount.substring("--mount=".length()).split(",")) {
                String[] pair = option.strip().split("=", 2);
                switch (pair[0].toLowerCase(Locale.ROOT)) {
                    case "from" -> {
                        return false;
                    }
                    case "type" -> type = pair.length == 2 ? pair[1].toLowerCase(Locale.ROOT) : type;
                    default -> {}
                }
            }
            return type.equals("bind") || type.contains("$");
        });
    }
}
