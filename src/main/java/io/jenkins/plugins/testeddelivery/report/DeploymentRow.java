package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One deployment as a page shows it. */
public final class DeploymentRow {
    private static final List<String> OUTCOMES = List.of("healthy", "ill", "rolled-back", "failed", "interrupted", "held");

    private final Map<String, Object> json;
    private final String at;
    private final String by;

    /**
     * @param json as {@link DeploymentReport#json}
     * @param at ISO-8601; empty: not known
     * @param by who; empty: not known
     */
    DeploymentRow(Map<String, Object> json, String at, String by) {
        this.json = json;
        this.at = at;
        this.by = by;
    }

    public String getEnvironment() {
        return text("environment");
    }

    public String getVersion() {
        return text("version");
    }

    /** As in {@code Fact.Deployment}, or {@code unknown}. */
    public String getOutcome() {
        String outcome = Json.text(json, "outcome");
        return OUTCOMES.contains(outcome) ? outcome : "unknown";
    }

    public boolean isHealthy() {
        return getOutcome().equals("healthy");
    }

    /** What runs there since; empty: nothing. */
    public String getRunning() {
        return text("running");
    }

    public String getPrevious() {
        return text("previous");
    }

    public String getTrigger() {
        return text("trigger");
    }

    public String getReason() {
        return text("reason");
    }

    public List<String> getChanged() {
        return Json.map(json, "components").keySet().stream().map(Ink::plain).toList();
    }

    public String getDuration() {
        long millis = Json.number(json, "millis");
        return millis > 0 ? PlanText.time(Duration.ofMillis(millis)) : "";
    }

    public String getAt() {
        return Shown.time(at);
    }

    public String getBy() {
        return Ink.plain(by);
    }

    /** As plain values, for {@code api/json}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", Json.text(json, "environment"));
        map.put("version", Json.text(json, "version"));
        map.put("outcome", getOutcome());
        map.put("running", Json.text(json, "running"));
        map.put("previous", Json.text(json, "previous"));
        map.put("trigger", Json.text(json, "trigger"));
        map.put("reason", getReason());
        map.put("at", at);
        map.put("by", by);
        return map;
    }

    private String text(String key) {
        return Ink.plain(Json.text(json, key));
    }
}
