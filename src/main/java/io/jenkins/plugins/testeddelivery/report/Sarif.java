package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.config.lint.Finding;
import io.jenkins.plugins.testeddelivery.config.lint.LintRule;
import io.jenkins.plugins.testeddelivery.port.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Advice in the exchange format that code scanners share, SARIF 2.1.0: Jenkins' Warnings plugin and GitHub show it. */
public final class Sarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String HOME = "https://github.com/jenkinsci/tested-delivery-plugin";

    private Sarif() {}

    /** @param version of this command */
    public static Map<String, Object> of(List<Finding> findings, String version) {
        List<Object> rules = new ArrayList<>();
        for (LintRule rule : LintRule.values()) {
            rules.add(ordered(
                    "id", rule.id(),
                    "shortDescription", text(rule.title()),
                    "fullDescription", text(rule.title() + ". " + rule.why()),
                    "defaultConfiguration", Map.of("level", rule.level().word())));
        }
        Map<String, Object> driver = ordered(
                "name", "delivery lint", "version", version, "informationUri", HOME, "rules", rules);
        Map<String, Object> run = ordered(
                "tool", Map.of("driver", driver),
                "columnKind", "utf16CodeUnits",
                "results", findings.stream().map(Sarif::result).toList());
        return ordered("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run));
    }

    private static Map<String, Object> result(Finding finding) {
        Map<String, Object> result = ordered(
                "ruleId", finding.rule().id(),
                "ruleIndex", finding.rule().ordinal(),
                "level", finding.rule().level().word(),
                "message", text(finding.message()),
                "locations", List.of(ordered("physicalLocation", ordered(
                        "artifactLocation", artifact(finding.file()),
                        "region", ordered("startLine", finding.firstLine(), "endLine", finding.lastLine())))),
                "partialFingerprints", Map.of("rulePlace/v1", Digests.hex(Digests.of(
                        finding.rule().id() + "\0" + finding.file() + "\0" + finding.message()))));
        finding.fix().ifPresent(fix -> result.put("fixes", List.of(fix(fix))));
        return result;
    }

    private static Map<String, Object> fix(Finding.Fix fix) {
        Map<String, List<Object>> byFile = new TreeMap<>();
        for (Finding.Edit edit : fix.edits()) {
            // lines are replaced whole: from the start of the first to the start of the one after the last
            Map<String, Object> deleted = ordered(
                    "startLine", edit.firstLine(),
                    "startColumn", 1,
                    "endLine", Math.max(edit.lastLine() + 1, edit.firstLine()),
                    "endColumn", 1);
            Map<String, Object> replacement = ordered("deletedRegion", deleted);
            if (!edit.text().isEmpty()) {
                replacement.put("insertedContent", Map.of("text", edit.text()));
            }
            byFile.computeIfAbsent(edit.file(), file -> new ArrayList<>()).add(replacement);
        }
        List<Object> changes = new ArrayList<>();
        byFile.forEach((file, replacements) -> changes.add(
                ordered("artifactLocation", artifact(file), "replacements", replacements)));
        return ordered("description", text(fix.description()), "artifactChanges", changes);
    }

    private static Map<String, Object> artifact(String path) {
        // no base id: readers take a relative one from where the report is read
        return Map.of("uri", uri(path));
    }

    /** A path of the repository as a relative reference; what a URI cannot hold is escaped. */
    static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format("%%%02X", b & 0xff));
        }
        return uri.toString();
    }

    private static Map<String, Object> text(String text) {
        return Map.of("text", Ink.plain(text));
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
