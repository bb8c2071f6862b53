package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Digests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans and artifacts as trials are given them, without what trials do not look at. */
final class Given {
    static final String COMMIT = "a".repeat(40);
    static final String VERSION = "vaaaaaaa-20260101-000000";
    static final String KEY = Digests.of("key");

    private final List<Component> components = new ArrayList<>();
    private final TreeSet<String> unaffected = new TreeSet<>();
    private String name = "shop";
    private Trial trial = Trial.NONE;
    private boolean dirty;

    Given named(String project) {
        this.name = project;
        return this;
    }

    Given library(String component, String... dependsOn) {
        return add(component, new Component.Library(), List.of(), dependsOn);
    }

    Given archive(String component, String... dependsOn) {
        return add(component, new Component.Archive(List.of("true"), List.of("dist/**")), List.of(), dependsOn);
    }

    Given image(String component, List<String> services, String... dependsOn) {
        Component.Image image =
                new Component.Image(component + "/Dockerfile", component, "", Map.of(), List.of(), "");
        return add(component, image, services, dependsOn);
    }

    Given add(String component, Component.Product product, List<String> services, String... dependsOn) {
        components.add(new Component(
                component, component, List.of(dependsOn), List.of(), product, services, Duration.ZERO, Duration.ZERO,
                List.of(), "delivery.yaml:1"));
        return this;
    }

    Given trial(Trial newTrial) {
        this.trial = newTrial;
        return this;
    }

    Given unaffected(String component) {
        unaffected.add(component);
        return this;
    }

    Given dirty() {
        this.dirty = true;
        return this;
    }

    Project project() {
        return new Project(name, List.of(), List.of(), List.of(), components, trial, Map.of(), List.of());
    }

    Plan plan() {
        Map<String, String> fingerprints = new TreeMap<>();
        List<Decision> decisions = new ArrayList<>();
        for (Component component : components) {
            fingerprints.put(component.name(), fingerprint(component.name()));
            boolean affected = !unaffected.contains(component.name());
            decisions.add(new Decision(
                    component.name(), component.kind().word(), component.path(), affected, affected, List.of(),
                    affected ? Strategy.INCREMENTAL : Strategy.NONE, fingerprint(component.name()), "", "none",
                    List.of(), List.of()));
        }
        Scan scan = new Scan(
                COMMIT, 0, true, dirty, false, project(), fingerprints, Map.of(), null, List.of(), Map.of(), List.of());
        return new Plan(VERSION, "", "", decisions, List.of(), true, KEY, List.of(), List.of(), scan);
    }

    static String fingerprint(String component) {
        return Digests.of("inputs of " + component);
    }

    static Fact.Candidate artifact(String component, String kind, String digest, String image, String stored) {
        return new Fact.Candidate(
                component, kind, fingerprint(component), digest, digest, VERSION, COMMIT, false, "FULL", image, stored,
                1, "");
    }

    /** An artifact that nobody looks into. */
    static Fact.Candidate artifact(String component) {
        return artifact(component, "archive", Digests.of(component), "", Digests.of(component));
    }

    static Trials.Options command(String... argv) {
        return new Trials.Options(true, true, false, false, List.of(argv));
    }
}
