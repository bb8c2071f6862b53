package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A build's delivery as its page shows it: the JSON that the steps reported, brought together by component. */
public final class BuildView {
    private final Map<String, Object> plan;
    private final Map<String, Object> export;
    private final Map<String, Object> trial;
    private final List<DeploymentRow> deployments;
    private final List<ComponentRow> rows;
    private final List<String> remarks;

    private BuildView(Map<String, Object> parts) {
        this.plan = Json.map(parts, "plan");
        this.export = Json.map(parts, "export");
        this.trial = Json.map(parts, "test");
        this.deployments = Json.maps(Json.map(parts, "deploy"), "deployments").stream()
                .map(deployment -> new DeploymentRow(deployment, "", ""))
                .toList();
        this.rows = rows(Json.map(parts, "build"));
        this.remarks = Json.texts(Json.map(parts, "build"), "remarks").stream().map(Ink::plain).toList();
    }

    /** @param parts {@code plan}, {@code build}, {@code test}, {@code export}, {@code deploy}; each may be missing */
    public static BuildView of(Map<String, Object> parts) {
        return new BuildView(parts);
    }

    public String getProject() {
        return Ink.plain(Json.text(plan, "project"));
    }

    /** The version drawn for the plan, else the release's. */
    public String getVersion() {
        String version = Json.text(plan, "version");
        return Ink.plain(version.isEmpty() ? getRelease() : version);
    }

    public String getHead() {
        String head = Json.text(plan, "head");
        return Ink.plain(head.isEmpty() ? Json.text(export, "commit") : head);
    }

    public String getShortHead() {
        return Shown.commit(getHead());
    }

    public String getShortBase() {
        return Shown.commit(Json.text(plan, "base"));
    }

    public String getBaseReason() {
        return Ink.plain(Json.text(plan, "baseReason"));
    }

    public boolean isDirty() {
        return Boolean.TRUE.equals(plan.get("dirty"));
    }

    /** Whether there is anything to show. */
    public boolean isEmpty() {
        return rows.isEmpty() && deployments.isEmpty() && trial().isEmpty();
    }

    /** What something is or was done about: broken ones first, then the dearest, then by name. */
    public List<ComponentRow> getTouched() {
        return rows.stream()
                .filter(ComponentRow::isTouched)
                .sorted(Comparator.comparing(ComponentRow::isBroken)
                        .thenComparing(ComponentRow::strategy)
                        .reversed()
                        .thenComparing(ComponentRow::name))
                .toList();
    }

    /** The rest, by name. */
    public List<ComponentRow> getUntouched() {
        return rows.stream().filter(row -> !row.isTouched()).toList();
    }

    public int getComponentCount() {
        return rows.size();
    }

    /** What is in the release, by name. */
    public List<ComponentRow> getShipped() {
        return rows.stream().filter(ComponentRow::isReleased).toList();
    }

    /** Whether there was a plan: a run that only deploys has none. */
    public boolean isPlanned() {
        return !plan.isEmpty();
    }

    /** How many components have each strategy, dearest first; none that no component has. */
    public List<StrategyCount> getStrategies() {
        Map<Strategy, Integer> counts = new TreeMap<>(Comparator.reverseOrder());
        rows.forEach(row -> counts.merge(row.strategy(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> new StrategyCount(entry.getKey().name(), entry.getValue()))
                .toList();
    }

    /** All build times together; empty: nothing was built. */
    public String getDuration() {
        return time(seconds());
    }

    double seconds() {
        return rows.stream().mapToDouble(ComponentRow::seconds).sum();
    }

    /** What they were expected to be together; empty: unknown. */
    public String getEstimate() {
        return time(rows.stream().mapToDouble(ComponentRow::expectedSeconds).sum());
    }

    /** Whether {@link #getEstimate} holds stated priors, for want of records. */
    public boolean isAssumed() {
        return rows.stream().anyMatch(ComponentRow::isAssumed);
    }

    /** Where estimates are wrong again and again, and why, in sentences. */
    public List<String> getRemarks() {
        return remarks;
    }

    /** Version of the release that was exported; empty: none was. */
    public String getRelease() {
        return Ink.plain(Json.text(export, "version"));
    }

    /** Checksum of the set that ships; empty: nothing was exported. */
    public String getSetChecksum() {
        return Ink.plain(Json.text(Json.map(export, "set"), "digest"));
    }

    public String getShortSetChecksum() {
        return Shown.start(getSetChecksum());
    }

    public Optional<TrialView> trial() {
        return trial.containsKey("result") ? Optional.of(new TrialView(trial)) : Optional.empty();
    }

    /** The trial; null where there was none, which a view tests for. */
    public TrialView getTrial() {
        return trial().orElse(null);
    }

    public List<DeploymentRow> getDeployments() {
        return deployments;
    }

    /** The commits that the plan was told of. */
    public List<CommitRow> getCommits() {
        return Json.maps(plan, "commits").stream().map(CommitRow::new).toList();
    }

    /** Changed files that belong to no component. */
    public List<String> getUnowned() {
        return Json.texts(plan, "unowned").stream().map(Ink::plain).toList();
    }

    public List<String> getWarnings() {
        return Json.texts(plan, "warnings").stream().map(Ink::plain).toList();
    }

    /** The components that are touched and what they depend on. */
    public GraphView getGraph() {
        return GraphView.of(rows);
    }

    /** As plain values, for {@code api/json}; no name that a user chose is a key. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", getVersion());
        map.put("head", getHead());
        map.put("base", Json.text(plan, "base"));
        map.put("dirty", isDirty());
        map.put("release", getRelease());
        map.put("set", getSetChecksum());
        map.put("test", trial().map(TrialView::getResult).orElse(""));
        map.put("components", rows.stream().map(ComponentRow::toMap).toList());
        map.put("deployments", deployments.stream().map(DeploymentRow::toMap).toList());
        map.put("unowned", Json.texts(plan, "unowned"));
        map.put("warnings", Json.texts(plan, "warnings"));
        return map;
    }

    private List<ComponentRow> rows(Map<String, Object> build) {
        Map<String, Map<String, Object>> planned = byName(Json.maps(plan, "components"), "name");
        Map<String, Map<String, Object>> built = byName(Json.maps(build, "components"), "name");
        Map<String, Map<String, Object>> shipped = byName(Json.maps(export, "artifacts"), "component");
        Set<String> tried = new TreeSet<>(Json.texts(trial, "components"));
        Set<String> names = new TreeSet<>(planned.keySet());
        names.addAll(built.keySet());
        names.addAll(shipped.keySet());
        List<ComponentRow> all = new ArrayList<>();
        for (String name : names) {
            all.add(new ComponentRow(
                    planned.getOrDefault(name, Map.of()),
                    built.getOrDefault(name, Map.of()),
                    shipped.getOrDefault(name, Map.of()),
                    tried.contains(name) ? trial : Map.of()));
        }
        return all;
    }

    private static Map<String, Map<String, Object>> byName(List<Map<String, Object>> all, String key) {
        Map<String, Map<String, Object>> byName = new TreeMap<>();
        all.forEach(one -> byName.put(Json.text(one, key), one));
        byName.remove("");
        return byName;
    }

    private static String time(double seconds) {
        return seconds > 0 ? PlanText.time(Duration.ofMillis(Math.round(seconds * 1000))) : "";
    }

    /** How many components are rebuilt in this way. */
    public static final class StrategyCount {
        private final String strategy;
        private final int count;

        StrategyCount(String strategy, int count) {
            this.strategy = strategy;
            this.count = count;
        }

        public String getStrategy() {
            return strategy;
        }

        public int getCount() {
            return count;
        }
    }
}
