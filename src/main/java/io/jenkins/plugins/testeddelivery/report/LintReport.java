package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.config.lint.Finding;
import io.jenkins.plugins.testeddelivery.config.lint.LintRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Advice on Dockerfiles and build contexts, for people and for programs.
 *
 * @param looked how many Dockerfiles were looked at
 */
public record LintReport(String project, List<Finding> findings, int looked) {
    public LintReport {
        findings = List.copyOf(findings);
    }

    public boolean anyError() {
        return any(LintRule.Level.ERROR);
    }

    public boolean anyWarning() {
        return any(LintRule.Level.WARNING);
    }

    private boolean any(LintRule.Level level) {
        return findings.stream().anyMatch(finding -> finding.rule().level() == level);
    }

    /** As {@code tested-delivery/lint/1}. */
    public Map<String, Object> json() {
        List<Object> all = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("rule", finding.rule().id());
            json.put("level", finding.rule().level().word());
            json.put("components", finding.components());
            json.put("file", finding.file());
            json.put("line", finding.firstLine());
            json.put("lastLine", finding.lastLine());
            json.put("message", finding.message());
            json.put("why", finding.rule().why());
            json.put("bytes", finding.bytes());
            json.put("fix", finding.fix().map(LintReport::fix).orElse(null));
            all.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/lint/1");
        json.put("project", project);
        json.put("dockerfiles", looked);
        json.put("findings", all);
        return json;
    }

    public List<String> text(Ink ink) {
        List<String> lines = new ArrayList<>();
        String file = "";
        for (Finding finding : findings) {
            if (!finding.file().equals(file)) {
                file = finding.file();
                lines.add(ink.bold(Ink.plain(file)) + ink.dim("  of " + String.join(", ", finding.components())));
            }
            lines.add("  " + Ink.pad(finding.firstLine() + "", 5) + level(finding.rule().level(), ink) + "  "
                    + Ink.plain(finding.message()) + ink.dim("  [" + finding.rule().id() + "]"));
            finding.fix().ifPresent(fix -> lines.add(ink.dim("       fix: ") + Ink.plain(fix.description())));
        }
        lines.add(summary(ink));
        return lines;
    }

    private String summary(Ink ink) {
        String files = looked + (looked == 1 ? " Dockerfile" : " Dockerfiles");
        if (looked == 0) {
            return "no component is an image: there is nothing to look at";
        }
        if (findings.isEmpty()) {
            return ink.good("nothing to say") + " of " + files;
        }
        List<String> counts = new ArrayList<>();
        for (LintRule.Level level : LintRule.Level.values()) {
            long count = findings.stream()
                    .filter(finding -> finding.rule().level() == level)
                    .count();
            if (count > 0) {
                counts.add(count + " " + level.word() + (count == 1 ? "" : "s"));
            }
        }
        return ink.bold(files + ": " + String.join(", ", counts));
    }

    private static String level(LintRule.Level level, Ink ink) {
        String padded = Ink.pad(level.word(), 7);
        return switch (level) {
            case ERROR -> ink.bad(padded);
            case WARNING -> ink.notice(padded);
            case NOTE -> ink.dim(padded);
        };
    }

    private static Map<String, Object> fix(Finding.Fix fix) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("description", fix.description());
        json.put(
                "edits",
                fix.edits().stream()
                        .map(edit -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("file", edit.file());
                            one.put("firstLine", edit.firstLine());
                            one.put("lastLine", edit.lastLine());
                            one.put("text", edit.text());
                            return one;
                        })
                        .toList());
        return json;
    }
}
