package io.jenkins.plugins.testeddelivery.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.deploy.Deployments;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeepTest {
    private final List<Ledger.Entry> entries = new ArrayList<>();

    private void record(Fact fact) {
        entries.add(new Ledger.Entry(entries.size() + 1, "2026-01-01T00:00:00.000Z", "ada", fact));
    }

    private static String digest(String word) {
        return Digests.of(word);
    }

    private void built(String version) {
        record(new Fact.Candidate(
                "api", "image", digest("inputs " + version), digest(version), digest("same"), version, "c".repeat(40),
                false, "FULL", "shop-api:" + version, digest("packed " + version), 1, ""));
    }

    private void tested(String version) {
        record(new Fact.Evidence(
                "passed", "trial", "c".repeat(40), false, version, "", "", "true", 0, 0, 1, "",
                Map.of("api", new Fact.Tried(digest("inputs " + version), digest(version))), List.of(), List.of()));
    }

    private void released(String version) {
        record(new Fact.Release(
                version, "c".repeat(40), "", "", Map.of("api", new Fact.Shipped(
                        "image", "", digest(version), digest("packed " + version), "f", "shop-api:" + version, version, ""))));
    }

    private void deployed(String version, String running) {
        record(new Fact.Deployment(
                "production", version, running.equals(version) ? "healthy" : "rolled-back", "", running, "deploy", Map.of(), "", 1));
    }

    private Keep keep(Deployments.Needed... needed) {
        return new Keep(entries, List.of(needed));
    }

    @Test
    void shouldKeepTheNewestAndTheNewestTested() {
        for (String version : List.of("v1", "v2", "v3", "v4")) {
            built(version);
        }
        tested("v1");
        tested("v2");

        Keep keep = keep();

        assertThat(keep.why(digest("v1"))).isEmpty();
        assertThat(keep.why(digest("v2"))).contains("newest tested api");
        assertThat(keep.why(digest("v3"))).isEmpty();
        assertThat(keep.why(digest("v4"))).contains("newest api");
        assertThat(keep.removableBytes()).containsExactly(digest("packed v1"), digest("packed v3"));
    }

    @Test
    void shouldKeepWhatAnEnvironmentRunsAndGoesBackTo() {
        for (String version : List.of("v1", "v2", "v3", "v4", "v5")) {
            built(version);
            released(version);
        }

        Keep keep = keep(new Deployments.Needed("production", Set.of("v1", "v2"), Set.of(digest("v3"))));

        assertThat(List.of("v1", "v2", "v3", "v5")).allSatisfy(version -> assertThat(keep.why(digest(version))).isNotEmpty());
        assertThat(keep.why(digest("v4"))).isEmpty();
        assertThat(keep.names("shop-api:v1")).isTrue();
        assertThat(keep.names("shop-api:v4")).isFalse();
        assertThat(keep.gave("shop-api:v4")).isTrue();
        assertThat(keep.gave("somebody/api:v4")).isFalse();
        assertThat(keep.removableBytes()).containsExactly(digest("packed v4"));
    }

    @Test
    void shouldKeepWhatWasDeployedWhereNobodyHereCanLook() {
        for (String version : List.of("v1", "v2", "v3", "v4", "v5")) {
            built(version);
            released(version);
        }
        deployed("v1", "v1");
        deployed("v2", "v2");
        deployed("v3", "v3");
        deployed("v4", "v3");

        assertThat(keep().removableBytes()).containsExactly(digest("packed v1"), digest("packed v4"));
    }

    @Test
    void shouldKnowNothingWithoutRecords() {
        assertThat(keep().removableBytes()).isEmpty();
        assertThat(keep().knows(digest("x"), List.of("x:1"))).isFalse();
        assertThat(keep().why("")).isEmpty();
    }
}
