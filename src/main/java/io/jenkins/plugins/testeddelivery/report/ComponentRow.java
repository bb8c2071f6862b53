package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One component of a build as its table shows it, out of what the plan, the build, the trial and the export said. */
public final class ComponentRow {
    private static final int FILES_SHOWN = 12;

    private final Map<String, Object> plan;
    private final Map<String, Object> build;
    private final Map<String, Object> artifact;
    private final Map<String, Object> trial;

    /** Each as JSON; empty where nothing was said of the component. */
    ComponentRow(
            Map<String, Object> plan,
            Map<String, Object> build,
            Map<String, Object> artifact,
            Map<String, Object> trial) {
        this.plan = plan;
        this.build = build;
        this.artifact = artifact;
        this.trial = trial;
    }

    public String getName() {
        return Ink.plain(name());
    }

    public String getKind() {
        return Ink.plain(first(Json.text(plan, "kind"), Json.text(artifact, "kind")));
    }

    public String getPath() {
        return Ink.plain(Json.text(plan, "path"));
    }

    /** One of the seven; {@code NONE} where the text is no strategy. */
    public String getStrategy() {
        return strategy().name();
    }

    /** {@code built}, {@code reused}, {@code failed}, {@code skipped}, or {@code planned} while nothing was built yet. */
    public String getResult() {
        String result = Json.text(build, "result");
        if (result.isEmpty()) {
            return "planned";
        }
        return List.of("built", "reused", "failed", "skipped").contains(result) ? result : "unknown";
    }

    /** Whether it belongs above the fold: something was or will be done about it, or went wrong. */
    public boolean isTouched() {
        return strategy() != Strategy.NONE || isBroken() || isDisproven();
    }

    /** Whether a build from nothing gave something else, or could not be compared. */
    public boolean isDisproven() {
        String result = Json.text(Json.map(build, "proof"), "result");
        return !result.isEmpty() && !result.equals(Fact.Proven.SAME);
    }

    /** What a build from nothing proved, in words; empty: that was not asked for. */
    private String proof() {
        Map<String, Object> proof = Json.map(build, "proof");
        return switch (Json.text(proof, "result")) {
            case "" -> "";
            case Fact.Proven.SAME -> "the same as built from nothing";
            case Fact.Proven.DIFFERENT -> "differs from what is built from nothing in " + Json.number(proof, "count")
                    + " places, first " + Json.texts(proof, "differences").stream().findFirst().orElse("");
            default -> "could not be compared with what is built from nothing: " + Json.text(proof, "reason");
        };
    }

    public boolean isBroken() {
        return getResult().equals("failed") || getResult().equals("skipped");
    }

    /** Why, in words; what went wrong comes first. */
    public List<String> getReasons() {
        List<String> all = new ArrayList<>();
        if (isBroken()) {
            all.add(Ink.plain(Json.text(build, "reason")));
        }
        all.add(Ink.plain(proof()));
        List<Map<String, Object>> reasons = Json.maps(plan, "reasons");
        boolean namesFiles = reasons.stream().anyMatch(reason -> !Json.texts(reason, "paths").isEmpty());
        for (Map<String, Object> reason : reasons) {
            // the first input that differs says nothing new beside the files themselves
            if (!namesFiles || !Json.text(reason, "rule").equals("INPUT_DIFFERS")) {
                all.add(Ink.plain(Json.text(reason, "text")));
            }
        }
        return all.stream().filter(text -> !text.isEmpty()).distinct().toList();
    }

    /** The first few changed files. */
    public List<FileChange> getFiles() {
        return Json.maps(plan, "changes").stream()
                .limit(FILES_SHOWN)
                .map(change -> new FileChange(
                        Ink.plain(Json.text(change, "path")), Ink.plain(Json.text(change, "status"))))
                .toList();
    }

    public int getFileCount() {
        return Json.maps(plan, "changes").size();
    }

    /** How many changed files {@link #getFiles} leaves out. */
    public int getMoreFiles() {
        return getFileCount() - getFiles().size();
    }

    /** The version the artifact first had; empty: there is none (yet). */
    public String getVersion() {
        return Ink.plain(first(Json.text(artifact, "from"), Json.text(build, "version")));
    }

    /** 64 hex: of the release's file, else of what was built; empty: there is none (yet). */
    public String getChecksum() {
        String hex = Digests.hex(first(Json.text(artifact, "sha256"), Json.text(build, "digest")));
        return Digests.isDigest(Digests.PREFIX + hex) ? hex : "";
    }

    public String getShortChecksum() {
        return Shown.start(getChecksum());
    }

    /** Whether {@link #getChecksum} is that of a file in the release, and not an image's own before it is packed. */
    public boolean isReleased() {
        return !artifact.isEmpty();
    }

    /** Name of the file in the release; empty: not released. */
    public String getFile() {
        return Ink.plain(Json.text(artifact, "file"));
    }

    public String getBytes() {
        return isReleased() ? ReleaseReport.size(Json.number(artifact, "bytes")) : "";
    }

    /** {@code green}, {@code failed}, {@code stale} or {@code none}: the newest that is known. */
    public String getEvidence() {
        if (Json.text(Json.map(artifact, "evidence"), "result").equals("passed")) {
            return "green";
        }
        if (Json.text(trial, "result").equals("passed")) {
            return "green";
        }
        if (Json.text(trial, "result").equals("failed") && Json.texts(trial, "against").contains(name())) {
            return "failed";
        }
        String planned = Json.text(plan, "evidence");
        return List.of("green", "failed", "stale").contains(planned) ? planned : "none";
    }

    /** How many tests there were, in words; empty: unknown. */
    public String getTests() {
        Map<String, Object> source = isReleased() ? Json.map(artifact, "evidence") : trial;
        return Shown.tests(Json.number(source, "tests"), Json.number(source, "failed"));
    }

    /** How long it was built; empty: it was not. */
    public String getDuration() {
        return seconds(build, "seconds");
    }

    /** How long that was expected to take; empty: unknown or nothing. */
    public String getEstimate() {
        return seconds(plan, "expectedSeconds");
    }

    public List<String> getDependsOn() {
        // a plan that an earlier release kept has the names alone
        List<Map<String, Object>> stated = Json.maps(plan, "dependsOn");
        Stream<String> names = stated.isEmpty()
                ? Json.texts(plan, "dependsOn").stream()
                : stated.stream().map(dependency -> Json.text(dependency, "name"));
        return names.map(Ink::plain).toList();
    }

    /** As plain values, for {@code api/json}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name());
        map.put("kind", getKind());
        map.put("path", Json.text(plan, "path"));
        map.put("strategy", getStrategy());
        map.put("result", getResult());
        map.put("reasons", getReasons());
        map.put("files", getFileCount());
        map.put("version", getVersion());
        map.put("sha256", getChecksum());
        map.put("file", getFile());
        map.put("evidence", getEvidence());
        map.put("seconds", build.get("seconds") instanceof Number number ? number.doubleValue() : 0.0);
        map.put("expectedSeconds", plan.get("expectedSeconds") instanceof Number n ? n.doubleValue() : 0.0);
        return map;
    }

    String name() {
        return first(Json.text(plan, "name"), Json.text(build, "name"), Json.text(artifact, "component"));
    }

    Strategy strategy() {
        String text = first(Json.text(plan, "strategy"), Json.text(build, "strategy"), Json.text(artifact, "strategy"));
        for (Strategy strategy : Strategy.values()) {
            if (strategy.name().equals(text)) {
                return strategy;
            }
        }
        return Strategy.NONE;
    }

    double seconds() {
        return build.get("seconds") instanceof Number number ? number.doubleValue() : 0;
    }

    double expectedSeconds() {
        return plan.get("expectedSeconds") instanceof Number number ? number.doubleValue() : 0;
    }

    private static String seconds(Map<String, Object> source, String key) {
        return source.get(key) instanceof Number number && number.doubleValue() > 0
                ? PlanText.time(Duration.ofMillis(Math.round(number.doubleValue() * 1000)))
                : "";
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** A changed file and what happened to it. */
    public static final class FileChange {
        private final String path;
        private final String status;

        FileChange(String path, String status) {
            this.path = path;
            this.status = status;
        }

        public String getPath() {
            return path;
        }

        public String getStatus() {
            return status;
        }
    }
}
