package io.jenkins.plugins.testeddelivery.config.lint;

import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at what is copied and fetched, and in which order. */
final class CopyChecks {
    private static final Pattern WEB = Pattern.compile("(?i)https?://.*");
    private static final Pattern GIT = Pattern.compile("(?i)git@.*|ssh://.*|git://.*|https?://.*\\.git(#.*)?");
    private static final Pattern COMMIT = Pattern.compile(".*#[0-9a-f]{40}([0-9a-f]{24})?(:.*)?");

    private final Source source;
    private final Notes notes;

    CopyChecks(Source source, Notes notes) {
        this.source = source;
        this.notes = notes;
    }

    void run() {
        Source.Step everything = null;
        boolean reported = false;
        for (Source.Step step : source.steps()) {
            Instruction instruction = step.instruction();
            switch (step.keyword()) {
                case "FROM" -> {
                    everything = null;
                    reported = false;
                }
                case "ADD", "COPY" -> {
                    fetched(instruction);
                    if (everything == null && takesAll(instruction)) {
                        everything = step;
                    }
                }
                case "RUN" -> {
                    if (everything != null && !reported) {
                        Optional<Installer> installer = Installer.of(source.script(instruction));
                        if (installer.isPresent() && !installedBefore(everything, installer.get())) {
                            tooEarly(everything, step, installer.get());
                            reported = true;
                        }
                    }
                }
                default -> {
                    // copies nothing
                }
            }
        }
    }

    private void fetched(Instruction instruction) {
        List<String> words = instruction.words();
        if (!instruction.keyword().equals("ADD") || words.size() < 2) {
            return;
        }
        for (String word : words.subList(0, words.size() - 1)) {
            boolean git = GIT.matcher(word).matches();
            boolean pinned = git
                    ? COMMIT.matcher(word).matches()
                    : instruction.flag("checksum").filter(sum -> !sum.isEmpty()).isPresent();
            if ((git || WEB.matcher(word).matches()) && !pinned) {
                notes.add(
                        LintRule.ADD_OF_URL,
                        instruction,
                        "ADD fetches " + Words.quoted(word)
                                + (git ? "; name a commit: …#<40 hex digits>" : "; give --checksum=sha256:…"));
            }
        }
    }

    /** Whether it copies the whole context. */
    static boolean takesAll(Instruction instruction) {
        if (instruction.flag("from").isPresent() || instruction.words().size() < 2) {
            return false;
        }
        return instruction.words().subList(0, instruction.words().size() - 1).stream()
                .anyMatch(word -> word.matches("(\\./|/)*\\.?|(\\./)?\\*|\\./+"));
    }

    /** Whether the same is installed before all is copied: then what follows is for what changed since. */
    private boolean installedBefore(Source.Step everything, Installer installer) {
        return source.steps().stream()
                .filter(step -> step.stage() == everything.stage() && step.keyword().equals("RUN"))
                .filter(step ->
                        step.instruction().firstLine() < everything.instruction().firstLine())
                .anyMatch(step -> Installer.of(source.script(step.instruction()))
                        .filter(before -> before.tool().equals(installer.tool()))
                        .isPresent());
    }

    private void tooEarly(Source.Step copy, Source.Step install, Installer installer) {
        Instruction here = copy.instruction();
        notes.add(
                LintRule.COPY_BEFORE_DEPENDENCIES,
                here.firstLine(),
                here.lastLine(),
                Words.quoted(here.keyword() + " " + here.arguments()) + " stands before " + Words.quoted(installer.command())
                        + " (line " + install.instruction().firstLine()
                        + "): a change of any file installs all dependencies anew",
                copy.later() || install.later() ? Optional.empty() : fix(here, install.instruction(), installer));
    }

    /** Only where the whole {@code RUN} is the installation, and what it reads is known. */
    private Optional<Finding.Fix> fix(Instruction copy, Instruction install, Installer installer) {
        List<String> manifests = installer.manifestsIn(notes.files().files());
        String target = copy.words().get(copy.words().size() - 1);
        boolean plain = !copy.heredoc()
                && copy.flags().isEmpty()
                && copy.words().size() == 2
                && target.matches("[\\w./-]+")
                && manifests.stream().allMatch(path -> path.matches("[\\w.-]+"))
                && !copy.arguments().startsWith("[");
        Matcher alone = Pattern.compile("[^;&|<>`\\n]*").matcher(source.script(install));
        boolean between = source.steps().stream()
                .map(Source.Step::instruction)
                .anyMatch(other -> other.stage() == copy.stage()
                        && other.firstLine() > copy.firstLine()
                        && other.firstLine() < install.firstLine());
        if (manifests.isEmpty() || !plain || install.heredoc() || between || !alone.matches()) {
            return Optional.empty();
        }
        String folder = target.endsWith("/") ? target : target + "/";
        String lines = "COPY " + String.join(" ", manifests) + " " + folder + source.lineEnd() + source.written(install);
        return notes.fix(
                "copy " + String.join(", ", manifests) + " and install before the rest is copied",
                notes.edit(copy.firstLine(), copy.firstLine() - 1, lines),
                notes.edit(install.firstLine(), install.lastLine(), ""));
    }
}
