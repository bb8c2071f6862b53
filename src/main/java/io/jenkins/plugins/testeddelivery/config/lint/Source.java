package io.jenkins.plugins.testeddelivery.config.lint;

import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Dockerfile with its lines as they are written, beside what its parser made of them: places and fixes need both.
 * What {@code ONBUILD} will run stands here as if it ran now, with the lines of its {@code ONBUILD}.
 */
final class Source {
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(\\S.*)");

    /** A longer script is a program; the start of it says enough. */
    private static final int LONGEST_SCRIPT = 1 << 15;

    private final String[] lines;
    private final boolean carriageReturns;
    private final Dockerfile dockerfile;
    private final List<Step> steps = new ArrayList<>();
    private char escape = '\\';

    /**
     * An instruction to look at.
     *
     * @param later whether it stands behind {@code ONBUILD}: no fix is offered for it
     */
    record Step(Instruction instruction, boolean later) {
        String keyword() {
            return instruction.keyword();
        }

        int stage() {
            return instruction.stage();
        }
    }

    Source(String text) {
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.carriageReturns = marked.contains("\r\n");
        this.lines = marked.split("\r?\n", -1);
        this.dockerfile = Dockerfile.parse(text);
        directives();
        for (Instruction instruction : dockerfile.instructions()) {
            steps.add(instruction.keyword().equals("ONBUILD") ? triggered(instruction) : new Step(instruction, false));
        }
    }

    Dockerfile dockerfile() {
        return dockerfile;
    }

    List<Step> steps() {
        return steps;
    }

    char escape() {
        return escape;
    }

    String lineEnd() {
        return carriageReturns ? "\r\n" : "\n";
    }

    /** A line as it is written, without its end. */
    String line(int number) {
        return number >= 1 && number <= lines.length ? lines[number - 1] : "";
    }

    int lineCount() {
        return lines.length > 1 && lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
    }

    /** The instruction's lines as they are written, each with its end. */
    String written(Instruction instruction) {
        StringBuilder text = new StringBuilder();
        for (int number = instruction.firstLine(); number <= instruction.lastLine(); number++) {
            text.append(line(number)).append(lineEnd());
        }
        return text.toString();
    }

    /** What an instruction is given, a {@code RUN} its shell: heredoc bodies too, comments and continuations resolved. */
    String script(Instruction run) {
        if (run.heredoc()) {
            StringBuilder text = new StringBuilder(run.arguments());
            for (int n = run.firstLine() + 1; n <= run.lastLine() && text.length() < LONGEST_SCRIPT; n++) {
                text.append('\n').append(line(n));
            }
            return shortened(text.toString());
        }
        return shortened(run.arguments().startsWith("[") ? String.join(" ", run.words()) : run.arguments());
    }

    private static String shortened(String script) {
        return script.length() > LONGEST_SCRIPT ? script.substring(0, LONGEST_SCRIPT) : script;
    }

    /** The first of the instruction's lines that the pattern is found in; its first line if in none. */
    int lineOf(Instruction instruction, Pattern pattern) {
        for (int number = instruction.firstLine(); number <= instruction.lastLine(); number++) {
            if (!line(number).stripLeading().startsWith("#") && pattern.matcher(line(number)).find()) {
                return number;
            }
        }
        return instruction.firstLine();
    }

    int lineOf(Instruction instruction, String text) {
        return lineOf(instruction, Pattern.compile(Pattern.quote(text)));
    }

    private void directives() {
        for (String line : lines) {
            Matcher directive = DIRECTIVE.matcher(line.strip());
            if (!directive.matches()) {
                return;
            }
            String value = directive.group(2).strip();
            if (directive.group(1).toLowerCase(Locale.ROOT).equals("escape") && value.equals("`")) {
                escape = '`';
            }
        }
    }

    private static Step triggered(Instruction onbuild) {
        List<Instruction> inner = Dockerfile.parse("FROM scratch\n" + onbuild.arguments().replace('\n', ' ') + "\n")
                .instructions();
        if (inner.size() != 2) {
            return new Step(onbuild, true);
        }
        Instruction run = inner.get(1);
        return new Step(
                new Instruction(
                        run.keyword(),
                        run.flags(),
                        run.arguments(),
                        run.words(),
                        onbuild.heredoc(),
                        onbuild.firstLine(),
                        onbuild.lastLine(),
                        onbuild.stage()),
                true);
    }
}
