package io.jenkins.plugins.testeddelivery.config.lint;

import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import io.jenkins.plugins.testeddelivery.port.SecretWords;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for secrets that would stay in the image or its history. Messages hold names, never values. */
final class SecretChecks {
    /** {@code >> .env} and {@code | tee -a .env}, whatever is written: such a file is made to hold secrets. */
    private static final Pattern WRITES_ENV_FILE = Pattern.compile("(?:>>?|\\btee(?:\\s{1,9}-a)?\\s)\\s{0,9}[\"']?"
            + "(?:[\\w./$~{}-]{0,200}/)?\\.env(?:\\.[a-z]{1,30})?(?=[\\s\"';|&)]|$)(?<!\\.(?:example|sample|template))");
    private static final Pattern PRINTS = Pattern.compile("\\b(?:echo|printf)\\b");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?<![A-Za-z0-9])([A-Za-z_][A-Za-z0-9_]{2,60})\\s?[=:]\\s?[\"']?(\\S)");

    private final Source source;
    private final Notes notes;

    SecretChecks(Source source, Notes notes) {
        this.source = source;
        this.notes = notes;
    }

    void run() {
        for (Source.Step step : source.steps()) {
            Instruction instruction = step.instruction();
            switch (step.keyword()) {
                case "ENV" -> env(instruction);
                case "ARG" -> arg(instruction);
                case "RUN" -> script(instruction);
                case "LABEL", "CMD", "ENTRYPOINT", "HEALTHCHECK", "COPY", "ADD" -> forms(instruction);
                default -> {
                    // holds no value
                }
            }
        }
    }

    private void env(Instruction env) {
        List<String> words = env.words();
        boolean pairs = !words.isEmpty() && words.get(0).contains("=");
        for (String word : pairs ? words : List.of(oneOf(env))) {
            int sign = word.indexOf('=');
            String name = sign < 0 ? word : word.substring(0, sign);
            String value = sign < 0 ? "" : word.substring(sign + 1);
            if (SecretWords.name(name) && !value.isEmpty() || SecretWords.holds(value)) {
                notes.add(
                        LintRule.SECRET_IN_ENV,
                        source.lineOf(env, name),
                        "ENV sets " + Words.quoted(name) + ", which stays in the image's configuration");
            }
        }
    }

    /** The old form: {@code ENV NAME the rest is its value}. */
    private static String oneOf(Instruction env) {
        String arguments = env.arguments().strip();
        int space = arguments.indexOf(' ');
        return space < 0 ? arguments : arguments.substring(0, space) + "=" + arguments.substring(space + 1).strip();
    }

    private void arg(Instruction arg) {
        for (String word : arg.words()) {
            int sign = word.indexOf('=');
            String name = sign < 0 ? word : word.substring(0, sign);
            if (SecretWords.name(name) || sign >= 0 && SecretWords.holds(word.substring(sign + 1))) {
                notes.add(
                        LintRule.SECRET_IN_ARG,
                        source.lineOf(arg, name),
                        "the build argument " + Words.quoted(name) + " stays in the history of the image"
                                + "; use RUN --mount=type=secret,id="
                                + Words.quoted(name.toLowerCase(Locale.ROOT)).replace("'", ""));
            }
        }
    }

    private void script(Instruction run) {
        String script = source.script(run);
        if (WRITES_ENV_FILE.matcher(script).find()) {
            notes.add(
                    LintRule.SECRET_IN_RUN,
                    source.lineOf(run, WRITES_ENV_FILE),
                    "RUN writes settings into a file of the image, where everybody who pulls it can read them");
            return;
        }
        if (SecretWords.holds(script)) {
            notes.add(LintRule.SECRET_IN_RUN, place(run), "RUN holds something that has the form of a secret");
            return;
        }
        Matcher assignment = ASSIGNMENT.matcher(script);
        while (assignment.find()) {
            String name = assignment.group(1);
            boolean printed = PRINTS.matcher(script).find() && script.contains(">");
            boolean variable = assignment.group(2).equals("$");
            if (SecretWords.name(name) && (!variable || printed)) {
                notes.add(
                        LintRule.SECRET_IN_RUN,
                        source.lineOf(run, name),
                        "RUN gives " + Words.quoted(name) + " a value that stays in the layer or its history");
                return;
            }
        }
    }

    private void forms(Instruction instruction) {
        if (SecretWords.holds(source.script(instruction))) {
            notes.add(
                    LintRule.SECRET_IN_RUN,
                    place(instruction),
                    instruction.keyword() + " holds something that has the form of a secret");
        }
    }

    private int place(Instruction instruction) {
        for (int number = instruction.firstLine(); number <= instruction.lastLine(); number++) {
            if (SecretWords.holds(source.line(number))) {
                return number;
            }
        }
        return instruction.firstLine();
    }
}
