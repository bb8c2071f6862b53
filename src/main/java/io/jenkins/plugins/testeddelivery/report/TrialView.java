package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A build's trial as its page shows it. */
public final class TrialView {
    private final Map<String, Object> json;

    /** @param json as {@link TrialReport#json} */
    TrialView(Map<String, Object> json) {
        this.json = json;
    }

    /** {@code passed}, {@code failed}, or {@code waiting} for a person. */
    public String getResult() {
        String result = Json.text(json, "result");
        return List.of("passed", "failed").contains(result) ? result : "waiting";
    }

    public String getCommand() {
        return Ink.plain(Json.text(json, "command"));
    }

    public String getTests() {
        return Shown.tests(Json.number(json, "tests"), Json.number(json, "failed"));
    }

    public String getDuration() {
        return json.get("seconds") instanceof Number seconds
                ? PlanText.time(Duration.ofMillis(Math.round(seconds.doubleValue() * 1000)))
                : "";
    }

    /** Why it did not pass; empty if it did. */
    public String getReason() {
        return Ink.plain(Json.text(json, "reason"));
    }

    /** What was not built, so that the set has no evidence. */
    public List<String> getMissing() {
        return Json.texts(json, "missing").stream().map(Ink::plain).toList();
    }

    public String getMissingText() {
        return String.join(", ", getMissing());
    }

    public String getAgainstText() {
        return String.join(", ", getAgainst());
    }

    /** How it deviated: {@code no-test-db}, {@code skip-data-load} … */
    public List<String> getConditions() {
        return Json.texts(json, "conditions").stream().map(Ink::plain).toList();
    }

    /** Whose artifacts a failing trial speaks against. */
    public List<String> getAgainst() {
        return Json.texts(json, "against").stream().map(Ink::plain).toList();
    }
}
