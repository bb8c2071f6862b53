package io.jenkins.plugins.testeddelivery.config;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A Dockerfile as its builder reads it: instructions with the lines they stand on, and the stages they belong to. Any
 * text can be parsed; where the builder might read it differently, {@link #understood()} is false.
 */
public final class Dockerfile implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<Instruction> instructions;
    private final List<Stage> stages;
    private final boolean understood;

    Dockerfile(List<Instruction> instructions, List<Stage> stages, boolean understood) {
        this.instructions = List.copyOf(instructions);
        this.stages = List.copyOf(stages);
        this.understood = understood;
    }

    /** Reads any text; never throws. */
    public static Dockerfile parse(String text) {
        return new DockerfileParser(text).parse();
    }

    public List<Instruction> instructions() {
        return instructions;
    }

    public List<Stage> stages() {
        return stages;
    }

    /**
     * Whether this is what the builder sees, too. False for a foreign {@code # syntax=} frontend, an unknown keyword, a
     * heredoc without end, quotes that do not match: then only "everything may matter" is safe.
     */
    public boolean understood() {
        return understood;
    }

    /** The stage that {@code --target}, {@code --from} or {@code FROM} means by this name or number, in any case. */
    public Optional<Stage> stage(String nameOrIndex) {
        return stages.stream()
                .filter(stage -> stage.name().equalsIgnoreCase(nameOrIndex)
                        || String.valueOf(stage.index()).equals(nameOrIndex))
                .findFirst();
    }

    /**
     * One instruction.
     *
     * @param keyword in upper case
     * @param flags as written, quotes taken off: {@code --from=build}
     * @param arguments what follows keyword and flags: continuation lines joined, comment lines dropped, heredoc bodies
     *     left out
     * @param words the arguments as the JSON array holds them, or split at white space with quotes and escapes taken
     *     off; variables are left as they are
     * @param heredoc whether bodies follow; then {@code words} holds their starts, {@code <<EOF}
     * @param firstLine 1-based
     * @param lastLine 1-based, inclusive, heredoc bodies included
     * @param stage index of its stage; -1 before the first {@code FROM}
     */
    public record Instruction(
            String keyword,
            List<String> flags,
            String arguments,
            List<String> words,
            boolean heredoc,
            int firstLine,
            int lastLine,
            int stage)
            implements Serializable {
        public Instruction {
            flags = List.copyOf(flags);
            words = List.copyOf(words);
        }

        /** The value of {@code --name=value}. */
        public Optional<String> flag(String name) {
            String start = "--" + name + "=";
            return flags.stream()
                    .filter(flag -> flag.startsWith(start))
                    .map(flag -> flag.substring(start.length()))
                    .findFirst();
        }
    }

    /**
     * What one {@code FROM} opens.
     *
     * @param index 0-based
     * @param name in lower case; empty: none
     * @param base as written: an image, {@code scratch}, the name of an earlier stage, perhaps with variables
     * @param firstLine line of its {@code FROM}
     */
    public record Stage(int index, String name, String base, int firstLine) implements Serializable {}
}
