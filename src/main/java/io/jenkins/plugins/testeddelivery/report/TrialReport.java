package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.trial.Trials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a trial came to. */
public record TrialReport(Trials.Result result) {
    /** Whether it passed, or waits for a person to decide. */
    public boolean passed() {
        return result.evidence().map(Fact.Evidence::passed).orElse(true);
    }

    /** As {@code tested-delivery/test/1}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/test/1");
        json.put("result", result.evidence().map(Fact.Evidence::result).orElse("waiting"));
        json.put("urls", result.urls());
        json.put("missing", result.missing());
        json.put("kept", result.kept().isEmpty() ? null : result.kept());
        json.put("reason", result.reason());
        result.evidence().ifPresent(evidence -> {
            json.put("kind", evidence.kind());
            json.put("version", evidence.version());
            json.put("set", evidence.set().isEmpty() ? null : evidence.set());
            json.put("command", evidence.command());
            json.put("tests", evidence.tests());
            json.put("failed", evidence.failed());
            json.put("seconds", evidence.millis() / 1000.0);
            json.put("components", new ArrayList<>(evidence.components().keySet()));
            json.put("against", evidence.against());
            json.put("conditions", evidence.conditions());
        });
        return json;
    }

    public List<String> text(Ink ink) {
        List<String> lines = new ArrayList<>();
        result.urls().forEach((service, url) -> lines.add("url      " + Ink.plain(service) + "  " + url));
        if (!result.missing().isEmpty()) {
            lines.add(ink.notice("missing  ") + String.join(", ", result.missing())
                    + ": not built, so the set has no evidence");
        }
        if (result.evidence().isEmpty()) {
            lines.add("waiting  left running as " + result.kept()
                    + "; decide with: delivery test --accept -m TEXT, or --reject");
            return lines;
        }
        Fact.Evidence evidence = result.evidence().get();
        String counts = evidence.tests() > 0
                ? ", " + evidence.tests() + " tests, " + evidence.failed() + " failed"
                : "";
        lines.add((evidence.passed() ? ink.good("passed") : ink.bad("failed")) + "   "
                + String.join(", ", evidence.components().keySet()) + counts + ", "
                + PlanText.time(Duration.ofMillis(evidence.millis())));
        if (!result.reason().isEmpty()) {
            lines.add("because  " + Ink.plain(result.reason()));
        }
        if (!evidence.counts()) {
            lines.add(ink.notice("ad hoc   this counts for nothing at export: trial.run is the trial"));
        }
        if (!evidence.passed() && !evidence.against().isEmpty()) {
            lines.add("against  " + String.join(", ", evidence.against()));
        }
        if (!result.kept().isEmpty()) {
            lines.add("kept     left running as " + result.kept()
                    + "; end it with: delivery test --accept -m TEXT, or --reject");
        }
        return lines;
    }
}
