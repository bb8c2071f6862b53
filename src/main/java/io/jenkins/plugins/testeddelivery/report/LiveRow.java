package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is live in one environment, as the pages show it. */
public final class LiveRow {
    private static final List<String> HEALTH = List.of("healthy", "ill", "held");

    private final Live live;
    private final String link;

    /**
     * The facts.
     *
     * @param project full name of the project whose release it is; empty where a page is about one project
     * @param version that runs; empty: none
     * @param health {@code healthy}, {@code ill}, {@code held} or {@code unknown}
     * @param since ISO-8601; empty: never
     * @param lastVersion version of the newest deployment
     * @param lastOutcome how that ended
     * @param reason why that did not end healthy
     * @param source the build that made what runs; empty: not known
     * @param by who deployed last
     * @param busy who deploys there this moment, in words; empty: nobody
     */
    public record Live(
            String project,
            String environment,
            String version,
            String health,
            String since,
            String lastVersion,
            String lastOutcome,
            String reason,
            String source,
            String by,
            String busy,
            boolean guarded) {}

    /** @param link where the project's page is, relative to the root; empty: none */
    public LiveRow(Live live, String link) {
        this.live = live;
        this.link = link;
    }

    /** What the ledger's deployments say of each environment, by its name. */
    public static List<LiveRow> of(List<Ledger.Entry> entries) {
        Map<String, Live> newest = new TreeMap<>();
        for (Ledger.Entry entry : entries) {
            if (entry.fact() instanceof Fact.Deployment deployment) {
                Live before = newest.get(deployment.environment());
                boolean same = before != null && before.version().equals(deployment.running());
                newest.put(
                        deployment.environment(),
                        live(entry, deployment, same ? before.since() : entry.at()));
            }
        }
        List<LiveRow> rows = new ArrayList<>();
        newest.values().forEach(live -> rows.add(new LiveRow(live, "")));
        return rows;
    }

    public String getProject() {
        return Ink.plain(live.project());
    }

    public String getLink() {
        return link;
    }

    public String getEnvironment() {
        return Ink.plain(live.environment());
    }

    public String getVersion() {
        return Ink.plain(live.version());
    }

    /** {@code healthy}, {@code ill}, {@code held}, {@code unknown}, or {@code empty}: nothing runs there. */
    public String getHealth() {
        if (HEALTH.contains(live.health())) {
            return live.health();
        }
        return live.version().isEmpty() ? "empty" : "unknown";
    }

    public String getSince() {
        return Shown.time(live.since());
    }

    /** How the newest deployment ended where that was not well; else empty. */
    public String getLastOutcome() {
        return "healthy".equals(live.lastOutcome()) ? "" : Ink.plain(live.lastOutcome());
    }

    public String getLastVersion() {
        return Ink.plain(live.lastVersion());
    }

    public String getReason() {
        return Ink.plain(live.reason());
    }

    public String getSource() {
        return Ink.plain(live.source());
    }

    public String getBy() {
        return Ink.plain(live.by());
    }

    public String getBusy() {
        return Ink.plain(live.busy());
    }

    /** Whether only what was promoted may be deployed there. */
    public boolean isGuarded() {
        return live.guarded();
    }

    /** As plain values, for {@code api/json}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("project", live.project());
        map.put("environment", live.environment());
        map.put("version", live.version());
        map.put("health", getHealth());
        map.put("since", live.since());
        map.put("lastVersion", live.lastVersion());
        map.put("lastOutcome", live.lastOutcome());
        map.put("reason", live.reason());
        map.put("source", live.source());
        map.put("by", live.by());
        map.put("busy", live.busy());
        map.put("guarded", live.guarded());
        return map;
    }

    private static Live live(Ledger.Entry entry, Fact.Deployment deployment, String since) {
        return new Live(
                "",
                deployment.environment(),
                deployment.running(),
                health(deployment),
                deployment.running().isEmpty() ? "" : since,
                deployment.version(),
                deployment.outcome(),
                deployment.reason(),
                "",
                entry.by(),
                "",
                false);
    }

    private static String health(Fact.Deployment deployment) {
        if (deployment.running().isEmpty()) {
            return "";
        }
        return switch (deployment.outcome()) {
            case "healthy", "rolled-back", "failed", "interrupted" -> "healthy";
            case "held" -> "held";
            default -> "ill";
        };
    }
}
