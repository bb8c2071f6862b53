package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a deployment or a rollback ended. */
public record DeploymentReport(Fact.Deployment deployment) {
    public boolean healthy() {
        return "healthy".equals(deployment.outcome());
    }

    public boolean rolledBack() {
        return "rolled-back".equals(deployment.outcome());
    }

    /** As {@code tested-delivery/deployment/1}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/deployment/1");
        json.putAll(deployment.toMap());
        json.remove("type");
        return json;
    }

    public List<String> text(Ink ink) {
        List<String> lines = new ArrayList<>();
        String target = " to " + deployment.environment() + ": ";
        String time = ", " + PlanText.time(Duration.ofMillis(deployment.millis()));
        if (healthy()) {
            lines.add(ink.good("rollback".equals(deployment.trigger()) ? "went back" : "deployed") + " "
                    + ink.bold(deployment.version()) + target + "healthy" + time);
            lines.add("changed  " + (deployment.components().isEmpty()
                    ? "nothing: it was there already"
                    : String.join(", ", deployment.components().keySet())));
            return lines;
        }
        if ("interrupted".equals(deployment.outcome()) || "held".equals(deployment.outcome())) {
            lines.add(ink.notice("stopped") + " " + ink.bold(deployment.version()) + " in " + deployment.environment()
                    + ": " + Ink.plain(deployment.reason()) + time);
            return lines;
        }
        lines.add(ink.bad("ill") + " " + ink.bold(deployment.version()) + " in " + deployment.environment() + ": "
                + Ink.plain(deployment.reason()) + time);
        if (rolledBack()) {
            lines.add(ink.good("rolled back") + " " + ink.bold(deployment.running()) + " runs again");
        } else if (deployment.running().isEmpty()) {
            lines.add("there was nothing to go back to; what was started is removed");
        } else {
            lines.add(ink.bad("not healthy") + " " + deployment.running() + " is there, and a person is needed");
        }
        return lines;
    }
}
