package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The few facts of a build's delivery that fit on one line and into a small record, whatever the number of components. */
public final class BuildSummary {
    private static final String STRATEGY = "strategy.";
    private static final int DEPLOYMENTS_KEPT = 20;

    private final Map<String, String> facts;

    /** @param facts as {@link #facts} made them, perhaps by another release */
    public BuildSummary(Map<String, String> facts) {
        this.facts = facts;
    }

    /** As texts, to be stored. */
    public static LinkedHashMap<String, String> facts(BuildView build) {
        LinkedHashMap<String, String> facts = new LinkedHashMap<>();
        put(facts, "version", build.getVersion());
        put(facts, "head", build.getHead());
        put(facts, "release", build.getRelease());
        put(facts, "test", build.trial().map(TrialView::getResult).orElse(""));
        put(facts, "duration", build.getDuration());
        put(facts, "components", String.valueOf(build.getComponentCount()));
        put(facts, "broken", String.valueOf(build.getTouched().stream().filter(ComponentRow::isBroken).count()));
        build.getStrategies().forEach(count -> put(facts, STRATEGY + count.getStrategy(), count.getCount() + ""));
        List<DeploymentRow> deployments = build.getDeployments();
        deployments.stream()
                .skip(Math.max(0, deployments.size() - DEPLOYMENTS_KEPT))
                .forEach(one -> put(facts, "deployed." + one.getEnvironment(), one.getOutcome() + " " + one.getVersion()));
        return facts;
    }

    public String getVersion() {
        return text("version");
    }

    public String getHead() {
        return text("head");
    }

    public String getShortHead() {
        return Shown.commit(getHead());
    }

    /** Version of the release that was exported; empty: none was. */
    public String getRelease() {
        return text("release");
    }

    /** {@code passed}, {@code failed}, {@code waiting}; empty: there was no trial. */
    public String getTest() {
        return text("test");
    }

    public String getDuration() {
        return text("duration");
    }

    public int getComponents() {
        return number("components");
    }

    /** How many failed, or were skipped as something they depend on failed. */
    public int getBroken() {
        return number("broken");
    }

    /** How many there are that something was or will be done about. */
    public int getRebuilt() {
        return getStrategies().stream()
                .filter(count -> !count.getStrategy().equals(Strategy.NONE.name()))
                .mapToInt(BuildView.StrategyCount::getCount)
                .sum();
    }

    public int getUnchanged() {
        return number(STRATEGY + Strategy.NONE.name());
    }

    /** Dearest first; none that no component has. */
    public List<BuildView.StrategyCount> getStrategies() {
        List<BuildView.StrategyCount> counts = new ArrayList<>();
        Strategy[] all = Strategy.values();
        for (int i = all.length - 1; i >= 0; i--) {
            int count = number(STRATEGY + all[i].name());
            if (count > 0) {
                counts.add(new BuildView.StrategyCount(all[i].name(), count));
            }
        }
        return counts;
    }

    /** Where it was deployed and how that ended, newest last. */
    public List<Deployed> getDeployments() {
        List<Deployed> all = new ArrayList<>();
        facts.forEach((key, value) -> {
            if (key.startsWith("deployed.")) {
                int space = value.indexOf(' ');
                all.add(new Deployed(
                        key.substring("deployed.".length()),
                        space < 0 ? value : value.substring(0, space),
                        space < 0 ? "" : value.substring(space + 1)));
            }
        });
        return all;
    }

    private String text(String key) {
        return facts.getOrDefault(key, "");
    }

    private int number(String key) {
        String text = text(key);
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static void put(Map<String, String> facts, String key, String value) {
        if (!value.isEmpty()) {
            facts.remove(key);
            facts.put(key, value);
        }
    }

    /** A deployment in two words. */
    public static final class Deployed {
        private final String environment;
        private final String outcome;
        private final String version;

        Deployed(String environment, String outcome, String version) {
            this.environment = environment;
            this.outcome = outcome;
            this.version = version;
        }

        public String getEnvironment() {
            return environment;
        }

        public String getOutcome() {
            return outcome;
        }

        public String getVersion() {
            return version;
        }
    }
}
