package io.jenkins.plugins.testeddelivery.config.content;

import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells how two Dockerfiles differ, instruction by instruction, by what a builder's cache can make of it. */
final class DockerfileChange {
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*[a-zA-Z][a-zA-Z0-9]*\\s*=\\s*\\S.*");
    private static final Pattern INSTALLS_PACKAGES = Pattern.compile(
            "(?<![\\w./-])(?:/usr/bin/|/sbin/)?(?:apt|apt-get|aptitude|apk|yum|dnf|tdnf|microdnf|zypper|pacman|dpkg|rpm"
                    + "|emerge|xbps-install|opkg|choco|winget)(?![\\w-])");
    private static final Pattern DOWNLOADS = Pattern.compile(
            "(?<![\\w./-])(?:curl|wget|git\\s+clone|git\\s+lfs|huggingface-cli|hf\\s+download|gsutil|aws\\s+s3"
                    + "|dvc\\s+pull|ollama\\s+pull|spacy\\s+download|nltk\\.downloader)(?![\\w-])");
    private static final Pattern REMOTE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*|git@.*");
    /** Builders split these into words: how many spaces stand between them means nothing. */
    private static final Set<String> WORDS = Set.of("FROM", "COPY", "ADD");

    /** One instruction and the text that stands for all that it means. */
    private record Step(Instruction instruction, String meaning) {
        boolean is(String keyword) {
            return instruction.keyword().equals(keyword);
        }
    }

    private final String before;
    private final String after;

    DockerfileChange(String before, String after) {
        this.before = before;
        this.after = after;
    }

    Inside inside() {
        Dockerfile old = Dockerfile.parse(before);
        Dockerfile now = Dockerfile.parse(after);
        if (!old.understood() || !now.understood()) {
            return Inside.UNREADABLE;
        }
        if (!directives(before).equals(directives(after))) {
            return Inside.AS_NAMED;
        }
        List<Step> oldSteps = steps(old, before);
        List<Step> newSteps = steps(now, after);
        int same = 0;
        while (same < Math.min(oldSteps.size(), newSteps.size())
                && oldSteps.get(same).meaning.equals(newSteps.get(same).meaning)) {
            same++;
        }
        if (same == oldSteps.size() && same == newSteps.size()) {
            return Inside.LAYOUT;
        }
        List<Step> changed = without(oldSteps, newSteps);
        changed.addAll(without(newSteps, oldSteps));
        if (changed.stream().anyMatch(step -> step.is("FROM") || step.instruction.stage() < 0)) {
            return Inside.BASE_IMAGE;
        }
        if (changed.stream().anyMatch(step -> step.is("RUN") && INSTALLS_PACKAGES.matcher(step.meaning).find())) {
            return Inside.SYSTEM_PACKAGES;
        }
        if (changed.stream().anyMatch(DockerfileChange::downloads)) {
            return Inside.DOWNLOAD;
        }
        boolean late = same > lastRun(oldSteps) && same > lastRun(newSteps);
        return late && changed.stream().noneMatch(step -> step.is("ONBUILD")) ? Inside.AFTER_LAST_RUN : Inside.AS_NAMED;
    }

    private static boolean downloads(Step step) {
        return step.is("RUN") && DOWNLOADS.matcher(step.meaning).find()
                || step.is("ADD")
                        && step.instruction.words().stream().anyMatch(word -> REMOTE.matcher(word).matches());
    }

    /** They look like comments, and say how all that follows is read. */
    private static List<String> directives(String text) {
        List<String> directives = new ArrayList<>();
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\n")) {
            String plain = line.strip();
            boolean shebang = directives.isEmpty() && plain.startsWith("#!");
            if (!shebang && !DIRECTIVE.matcher(plain).matches()) {
                break;
            }
            directives.add(plain.replaceAll("\\s+", ""));
        }
        return directives;
    }

    private static List<Step> steps(Dockerfile dockerfile, String text) {
        String[] lines = text.split("\n", -1);
        List<Step> steps = new ArrayList<>();
        for (Instruction instruction : dockerfile.instructions()) {
            StringBuilder meaning = new StringBuilder(instruction.keyword())
                    .append('\0')
                    .append(String.join(" ", instruction.flags()))
                    .append('\0')
                    .append(
                            WORDS.contains(instruction.keyword())
                                    ? String.join("\0", instruction.words())
                                    : instruction.arguments());
            if (instruction.heredoc()) {
                // in its body every space counts, and a # is no comment of ours
                for (int line = instruction.firstLine(); line <= instruction.lastLine(); line++) {
                    meaning.append('\n').append(lines[line - 1]);
                }
            }
            steps.add(new Step(instruction, meaning.toString()));
        }
        return steps;
    }

    private static List<Step> without(List<Step> steps, List<Step> others) {
        Set<String> known = new HashSet<>();
        others.forEach(step -> known.add(step.meaning));
        List<Step> own = new ArrayList<>(steps);
        own.removeIf(step -> known.contains(step.meaning));
        return own;
    }

    private static int lastRun(List<Step> steps) {
        int last = steps.size() - 1;
        while (last >= 0 && !steps.get(last).is("RUN")) {
            last--;
        }
        return last;
    }
}
