package io.jenkins.plugins.testeddelivery.config.lint;

import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at packages and cache mounts of {@code RUN}. */
final class RunChecks {
    private static final Pattern APT_INSTALL = Pattern.compile("\\bapt(?:-get)?\\s(?:[^\\n;&|]{0,300}\\s)?install\\b");
    private static final Pattern APT_UPDATE = Pattern.compile("\\bapt(?:-get)?\\s(?:[^\\n;&|]{0,300}\\s)?update\\b");
    private static final Pattern APT_CLEAN = Pattern.compile("\\brm\\s[^\\n;&]{0,600}/var/lib/apt/lists");
    private static final Pattern APK_ADD = Pattern.compile("\\bapk\\s(?:[^\\n;&|]{0,300}\\s)?add\\b");
    private static final Pattern APK_CLEAN = Pattern.compile("--no-cache\\b|\\brm\\s[^\\n;&]{0,600}/var/cache/apk");
    private static final Pattern YUM_INSTALL = Pattern.compile("\\b(?:yum|dnf|microdnf)\\s(?:[^\\n;&|]{0,300}\\s)?install\\b");
    private static final Pattern YUM_CLEAN =
            Pattern.compile("\\b(?:yum|dnf|microdnf)\\s(?:[^\\n;&|]{0,300}\\s)?clean\\s+all\\b|\\brm\\s[^\\n;&]{0,600}/var/cache/(?:yum|dnf)");
    private static final String CACHE = "type=cache";

    private final Source source;
    private final Notes notes;

    RunChecks(Source source, Notes notes) {
        this.source = source;
        this.notes = notes;
    }

    /** @param target the stage that is built; empty: the last */
    void run(String target) {
        Set<Integer> shipped = shipped(source.dockerfile(), target);
        for (Source.Step step : source.steps()) {
            if (step.keyword().equals("RUN")) {
                packages(step, shipped.contains(step.stage()));
                mounts(step);
            }
        }
    }

    private void packages(Source.Step step, boolean shipped) {
        Instruction run = step.instruction();
        String script = source.script(run);
        boolean installs = APT_INSTALL.matcher(script).find();
        if (!installs && APT_UPDATE.matcher(script).find() && !mounted(run, "/var/lib/apt")) {
            notes.add(
                    LintRule.PACKAGE_UPDATE_ALONE,
                    source.lineOf(run, APT_UPDATE),
                    "apt's lists are updated without installing anything: join this with the install that needs them");
        }
        // what a stage that is not shipped leaves behind is in no image
        if (!shipped) {
            return;
        }
        if (installs && !APT_CLEAN.matcher(script).find() && !mounted(run, "/var/lib/apt")) {
            left(step, APT_INSTALL, "apt's package lists stay", "rm -rf /var/lib/apt/lists/*");
        }
        if (APK_ADD.matcher(script).find() && !APK_CLEAN.matcher(script).find() && !mounted(run, "/var/cache/apk")) {
            left(step, APK_ADD, "apk's index stays; use apk add --no-cache", "rm -rf /var/cache/apk/*");
        }
        if (YUM_INSTALL.matcher(script).find()
                && !YUM_CLEAN.matcher(script).find()
                && !mounted(run, "/var/cache/yum")
                && !mounted(run, "/var/cache/dnf")) {
            left(step, YUM_INSTALL, "the package manager's cache stays", "rm -rf /var/cache/yum /var/cache/dnf");
        }
    }

    private void left(Source.Step step, Pattern place, String message, String remedy) {
        Instruction run = step.instruction();
        String last = source.line(run.lastLine()).stripTrailing();
        boolean mechanical = !step.later()
                && !run.heredoc()
                && !run.arguments().startsWith("[")
                && !last.isEmpty()
                && !last.stripLeading().startsWith("#")
                && !last.contains(" #")
                && ";&|".indexOf(last.charAt(last.length() - 1)) < 0
                && last.charAt(last.length() - 1) != source.escape();
        String end = source.lineEnd();
        notes.add(
                LintRule.PACKAGE_LISTS_LEFT,
                source.lineOf(run, place),
                run.lastLine(),
                message + " in the layer",
                mechanical
                        ? notes.fix(
                                "remove them in the same RUN",
                                notes.edit(
                                        run.lastLine(),
                                        run.lastLine(),
                                        last + " " + source.escape() + end + "    && " + remedy + end))
                        : Optional.empty());
    }

    private void mounts(Source.Step step) {
        Instruction run = step.instruction();
        for (String flag : run.flags()) {
            List<String> options = flag.startsWith("--mount=")
                    ? List.of(flag.substring("--mount=".length()).split(","))
                    : List.of();
            boolean named = options.stream().anyMatch(option -> option.startsWith("id=") && option.length() > 3);
            if (options.contains(CACHE) && !named) {
                String target = options.stream()
                        .filter(option -> option.matches("(target|dst|destination)=.+"))
                        .map(option -> option.substring(option.indexOf('=') + 1))
                        .findFirst()
                        .orElse("");
                withoutId(step, flag, target);
            }
        }
    }

    private void withoutId(Source.Step step, String flag, String target) {
        Instruction run = step.instruction();
        int number = source.lineOf(run, target.isEmpty() ? CACHE : target);
        String line = source.line(number);
        String id = id(target);
        boolean mechanical = !step.later() && line.contains(CACHE) && line.indexOf(CACHE) == line.lastIndexOf(CACHE)
                && !line.contains("id=");
        notes.add(
                LintRule.CACHE_MOUNT_WITHOUT_ID,
                number,
                number,
                "the cache mount of " + Words.quoted(target.isEmpty() ? flag : target) + " has no id",
                mechanical
                        ? notes.fix(
                                "give it the id " + id,
                                notes.edit(
                                        number,
                                        number,
                                        line.replace(CACHE, CACHE + ",id=" + id) + source.lineEnd()))
                        : Optional.empty());
    }

    private String id(String target) {
        String path = target.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return notes.files().component() + (path.isEmpty() ? "" : "-" + path);
    }

    private static boolean mounted(Instruction run, String folder) {
        return run.flags().stream().anyMatch(flag -> flag.startsWith("--mount=")
                && (flag.contains(CACHE) || flag.contains("type=tmpfs"))
                && flag.contains("=" + folder));
    }

    /** The stage that is built and those it builds on; what is copied out of others leaves their layers behind. */
    private static Set<Integer> shipped(Dockerfile dockerfile, String target) {
        Set<Integer> shipped = new HashSet<>();
        Optional<Stage> stage = target.isEmpty()
                ? dockerfile.stages().stream().reduce((first, second) -> second)
                : dockerfile.stage(target);
        while (stage.isPresent() && shipped.add(stage.get().index())) {
            Stage present = stage.get();
            stage = dockerfile.stages().subList(0, present.index()).stream()
                    .filter(before -> !before.name().isEmpty() && before.name().equalsIgnoreCase(present.base()))
                    .findFirst();
        }
        return shipped;
    }
}
