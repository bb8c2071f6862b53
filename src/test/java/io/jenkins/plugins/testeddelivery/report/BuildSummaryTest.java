package io.jenkins.plugins.testeddelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildSummaryTest {
    @Test
    void shouldKeepWhatABuildCameTo() throws IOException {
        BuildSummary summary = new BuildSummary(BuildSummary.facts(BuildView.of(Json.readObject("""
                {"plan": {"version": "v2", "head": "%s", "components": [{"name": "a", "strategy": "FULL"},
                   {"name": "b", "strategy": "REUSE"}, {"name": "c", "strategy": "NONE"}]},
                 "build": {"components": [{"name": "a", "result": "failed", "reason": "x"}]},
                 "test": {"result": "failed"}, "export": {"version": "v2"},
                 "deploy": {"deployments": [{"environment": "staging", "version": "v1", "outcome": "healthy"},
                   {"environment": "staging", "version": "v2", "outcome": "ill"}]}}""".formatted("c".repeat(40))))));

        assertThat(summary.getVersion()).isEqualTo("v2");
        assertThat(summary.getShortHead()).isEqualTo("ccccccc");
        assertThat(summary.getRebuilt()).isEqualTo(2);
        assertThat(summary.getUnchanged()).isEqualTo(1);
        assertThat(summary.getBroken()).isEqualTo(1);
        assertThat(summary.getTest()).isEqualTo("failed");
        assertThat(summary.getDeployments())
                .extracting(one -> one.getEnvironment() + " " + one.getOutcome() + " " + one.getVersion())
                .containsExactly("staging ill v2");
    }

    @Test
    void shouldStaySmallWithFiveHundredComponentsAndManyDeployments() {
        List<Object> components = new ArrayList<>();
        List<Object> deployments = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            components.add(Map.of("name", "component-" + i, "strategy", "FULL"));
            deployments.add(Map.of("environment", "e" + i, "version", "v" + i, "outcome", "healthy"));
        }
        LinkedHashMap<String, String> facts = BuildSummary.facts(BuildView.of(Map.of(
                "plan", Map.of("components", components), "deploy", Map.of("deployments", deployments))));

        int perEntry = "<entry><string></string><string></string></entry>".length() + 40;
        int size = facts.entrySet().stream()
                .mapToInt(fact -> fact.getKey().length() + fact.getValue().length() + perEntry)
                .sum();
        assertThat(size).isLessThan(20_000);
        assertThat(new BuildSummary(facts).getDeployments()).extracting(BuildSummary.Deployed::getEnvironment).contains("e499");
    }

    @Test
    void shouldStandFactsOfAnotherRelease() {
        BuildSummary summary = new BuildSummary(Map.of("components", "many", "deployed.staging", "healthy"));

        assertThat(summary.getComponents()).isZero();
        assertThat(summary.getRebuilt()).isZero();
        assertThat(summary.getDeployments()).singleElement().satisfies(one -> assertThat(one.getVersion()).isEmpty());
    }
}
