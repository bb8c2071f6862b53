package io.jenkins.plugins.testeddelivery.config.lint;

import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks for layers that are another each time: nothing behind them is ever taken from the cache. */
final class ChangeChecks {
    private static final Pattern ARGUMENT = Pattern.compile("(?i)(?:CI_|DOCKER_|APP_|IMAGE_)?(?:"
            + "BUILD_?(?:DATE|TIME|TIMESTAMP|NUMBER|ID|TAG|SHA)|GIT_?(?:SHA|COMMIT|REV|REVISION|HASH|REF)"
            + "|COMMIT(?:_?(?:SHA|HASH|ID|SHORT_SHA|REF_NAME))?|VCS_REF|REVISION|TIMESTAMP"
            + "|CACHE_?(?:BUST|BUSTER|BREAK|DATE)|PIPELINE_ID|JOB_ID)");
    private static final Pattern UNLIKE = Pattern.compile("\\$\\(\\s*date\\b|`\\s*date\\b|(?:^|[;&|]\\s*)date\\b"
            + "|\\buuidgen\\b|\\$\\{?RANDOM\\b|/dev/u?random\\b|\\bgit\\s+(?:rev-parse|describe|log)\\b"
            + "|/proc/sys/kernel/random/uuid");

    private final Source source;
    private final Notes notes;

    ChangeChecks(Source source, Notes notes) {
        this.source = source;
        this.notes = notes;
    }

    void run() {
        List<Source.Step> steps = source.steps();
        for (int at = 0; at < steps.size(); at++) {
            Source.Step step = steps.get(at);
            Instruction instruction = step.instruction();
            if (step.keyword().equals("ARG") && step.stage() >= 0) {
                argument(steps, at);
            } else if (step.keyword().equals("RUN")
                    && UNLIKE.matcher(source.script(instruction)).find()) {
                notes.add(
                        LintRule.LAYER_ALWAYS_CHANGES,
                        source.lineOf(instruction, UNLIKE),
                        "RUN gives another result each time it is run, so a rebuilt image is never the tested one");
            }
        }
    }

    private void argument(List<Source.Step> steps, int at) {
        Instruction argument = steps.get(at).instruction();
        String name = argument.words().isEmpty() ? "" : argument.words().get(0).replaceFirst("=.*", "");
        if (argument.words().size() != 1 || !ARGUMENT.matcher(name).matches()) {
            return;
        }
        Pattern use = Pattern.compile("\\$\\{?" + Pattern.quote(name) + "\\b");
        int runs = 0;
        Instruction used = null;
        int before = 0;
        for (int i = at + 1; i < steps.size() && steps.get(i).stage() == argument.stage(); i++) {
            Instruction next = steps.get(i).instruction();
            boolean run = next.keyword().equals("RUN");
            if (used == null && use.matcher(run ? source.script(next) : next.arguments()).find()) {
                used = next;
                before = runs;
            }
            runs += run ? 1 : 0;
        }
        if (runs > 0 && (used == null || before > 0 || runs > 1 || !used.keyword().equals("RUN"))) {
            notes.add(
                    LintRule.LAYER_ALWAYS_CHANGES,
                    argument.firstLine(),
                    argument.lastLine(),
                    Words.quoted(name) + " has another value in each build, and " + runs
                            + (runs == 1 ? " RUN stands" : " RUNs stand")
                            + " behind it: declare it as late as it is used",
                    fix(argument, used, before, steps.get(at).later()));
        }
    }

    private Optional<Finding.Fix> fix(Instruction argument, Instruction used, int runsBefore, boolean later) {
        if (used == null || runsBefore == 0 || later) {
            return Optional.empty();
        }
        return notes.fix(
                "move it down to line " + used.firstLine() + ", where it is first used",
                notes.edit(argument.firstLine(), argument.lastLine(), ""),
                notes.edit(used.firstLine(), used.firstLine() - 1, source.written(argument)));
    }
}
