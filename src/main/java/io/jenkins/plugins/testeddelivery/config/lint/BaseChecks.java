package io.jenkins.plugins.testeddelivery.config.lint;

import io.jenkins.plugins.testeddelivery.config.BaseImages;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Stage;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at what the file is written for, and at what its stages build on. */
final class BaseChecks {
    private static final Pattern SYNTAX = Pattern.compile("(?i)#\\s*syntax\\s*=\\s*(\\S+).*");
    private static final Pattern KNOWN =
            Pattern.compile("(docker\\.io/)?docker/dockerfile(-upstream)?([:@][\\w.:@-]+)?");

    private final Source source;
    private final Notes notes;

    BaseChecks(Source source, Notes notes) {
        this.source = source;
        this.notes = notes;
    }

    /** @return whether the file is in a language that nobody here reads, so that no other advice can be given */
    boolean run(Map<String, String> arguments) {
        boolean foreign = foreign();
        if (foreign) {
            return true;
        }
        if (!source.dockerfile().understood()) {
            notes.add(LintRule.NOT_UNDERSTOOD, 1, "the file holds something that builders read in different ways");
        }
        Map<Integer, String> bases = BaseImages.byStage(source.dockerfile(), arguments);
        for (Stage stage : source.dockerfile().stages()) {
            String base = bases.getOrDefault(stage.index(), "");
            if (!base.isEmpty() && !base.contains("@")) {
                base(stage, base);
            }
        }
        return false;
    }

    private boolean foreign() {
        for (int number = 1; number <= source.lineCount(); number++) {
            String line = source.line(number).strip();
            if (number == 1 && line.startsWith("#!")) {
                continue;
            }
            Matcher syntax = SYNTAX.matcher(line);
            if (syntax.matches() && !KNOWN.matcher(syntax.group(1)).matches()) {
                notes.add(
                        LintRule.NOT_UNDERSTOOD,
                        number,
                        "the frontend " + Words.quoted(syntax.group(1))
                                + " may read the file in its own way: only the build context was looked at");
                return true;
            }
            if (!line.startsWith("#") || !line.contains("=")) {
                return false;
            }
        }
        return false;
    }

    private void base(Stage stage, String base) {
        int line = stage.firstLine();
        String name = base.substring(base.lastIndexOf('/') + 1);
        int colon = name.indexOf(':');
        if (colon < 0) {
            notes.add(LintRule.BASE_UNTAGGED, line, Words.quoted(base) + " has no tag, which means latest");
        } else if (name.substring(colon + 1).equals("latest")) {
            notes.add(LintRule.BASE_LATEST, line, Words.quoted(base) + " is whatever is newest on the day of the build");
        } else {
            notes.add(
                    LintRule.BASE_NOT_PINNED,
                    line,
                    Words.quoted(base) + " can be moved; " + Words.quoted(base + "@sha256:…") + " cannot");
        }
    }
}
