package io.jenkins.plugins.testeddelivery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildViewTest {
    private static final String HEX = "5".repeat(64);

    @Test
    void shouldPutWhatIsRebuiltBeforeWhatIsNot() throws IOException {
        BuildView view = view("""
                {"plan": {"components": [
                  {"name": "a", "strategy": "NONE"}, {"name": "b", "strategy": "CACHED"},
                  {"name": "c", "strategy": "FULL"}, {"name": "d", "strategy": "REUSE"},
                  {"name": "e", "strategy": "CACHED"}]}}""");

        assertThat(view.getTouched()).extracting(ComponentRow::getName).containsExactly("c", "b", "e", "d");
        assertThat(view.getUntouched()).extracting(ComponentRow::getName).containsExactly("a");
    }

    @Test
    void shouldPutWhatFailedFirst() throws IOException {
        BuildView view = view("""
                {"plan": {"components": [{"name": "a", "strategy": "FULL"}, {"name": "b", "strategy": "NONE"}]},
                 "build": {"components": [{"name": "b", "result": "failed", "reason": "no room"}]}}""");

        assertThat(view.getTouched()).extracting(ComponentRow::getName).containsExactly("b", "a");
        assertThat(view.getTouched().get(0).isBroken()).isTrue();
        assertThat(view.getTouched().get(0).getReasons()).containsExactly("no room");
    }

    @Test
    void shouldShowWhatABuildFromNothingDisproved() throws IOException {
        BuildView view = view("""
                {"plan": {"components": [{"name": "a", "strategy": "NONE"}, {"name": "b", "strategy": "NONE"}]},
                 "build": {"components": [
                    {"name": "a", "result": "reused", "proof": {"result": "same"}},
                    {"name": "b", "result": "reused", "proof": {"result": "different", "count": 2,
                      "differences": ["/x: other content (layer 2 of 3)", "/y: other content"]}}]}}""");

        assertThat(view.getTouched()).extracting(ComponentRow::getName).containsExactly("b");
        assertThat(view.getTouched().get(0).getReasons())
                .containsExactly("differs from what is built from nothing in 2 places, first /x: other content (layer 2 of 3)");
    }

    @Test
    void shouldBringTogetherWhatEachStepSaidOfAComponent() throws IOException {
        ComponentRow row = view("""
                {"plan": {"version": "v2", "components": [{"name": "api", "kind": "archive", "path": "services/api",
                    "strategy": "INCREMENTAL", "evidence": "none", "expectedSeconds": 44.6,
                    "reasons": [{"rule": "source", "text": "source changed", "paths": ["services/api/app.py"]},
                                {"rule": "INPUT_DIFFERS", "text": "app.py differs", "paths": []}],
                    "changes": [{"path": "services/api/app.py", "status": "modified"}]}]},
                 "build": {"components": [{"name": "api", "result": "built", "seconds": 125, "version": "v2",
                    "digest": "sha256:%s"}]},
                 "test": {"result": "passed", "tests": 12, "failed": 0, "components": ["api"]}}"""
                        .formatted(HEX)).getTouched().get(0);

        assertThat(row.getReasons()).containsExactly("source changed");
        assertThat(row.getFiles()).extracting(ComponentRow.FileChange::getPath).containsExactly("services/api/app.py");
        assertThat(row.getDuration()).isEqualTo("2 min 5 s");
        assertThat(row.getEstimate()).isEqualTo("45 s");
        assertThat(row.getChecksum()).isEqualTo(HEX);
        assertThat(row.getShortChecksum()).isEqualTo("555555555555…");
        assertThat(row.getVersion()).isEqualTo("v2");
        assertThat(row.getEvidence()).isEqualTo("green");
        assertThat(row.getTests()).isEqualTo("12 tests");
        assertThat(row.isReleased()).isFalse();
    }

    @Test
    void shouldShowTheReleasedFilesChecksumInsteadOfTheImagesOwn() throws IOException {
        ComponentRow row = view("""
                {"build": {"components": [{"name": "api", "result": "built", "strategy": "FULL", "version": "v2",
                    "digest": "sha256:%s"}]},
                 "export": {"version": "v2", "artifacts": [{"component": "api", "sha256": "%s", "bytes": 1500,
                    "file": "api-v2.tar.gz", "from": "v1", "evidence": {"result": "passed", "tests": 1, "failed": 0}}]}}"""
                        .formatted("1".repeat(64), HEX)).getTouched().get(0);

        assertThat(row.getChecksum()).isEqualTo(HEX);
        assertThat(row.getFile()).isEqualTo("api-v2.tar.gz");
        assertThat(row.getBytes()).isEqualTo("1.5 kB");
        assertThat(row.getVersion()).isEqualTo("v1");
        assertThat(row.getTests()).isEqualTo("1 test");
    }

    @Test
    void shouldShowEvidenceAgainstOnlyWhatItSpeaksAgainst() throws IOException {
        BuildView view = view("""
                {"plan": {"components": [{"name": "a", "strategy": "FULL", "evidence": "none"},
                                         {"name": "b", "strategy": "NONE", "evidence": "green"}]},
                 "test": {"result": "failed", "tests": 3, "failed": 1, "components": ["a", "b"], "against": ["a"]}}""");

        assertThat(view.getTouched().get(0).getEvidence()).isEqualTo("failed");
        assertThat(view.getTouched().get(0).getTests()).isEqualTo("3 tests, 1 failed");
        assertThat(view.getUntouched().get(0).getEvidence()).isEqualTo("green");
    }

    @Test
    void shouldListWhatIsInTheReleaseByName() throws IOException {
        BuildView view = view("""
                {"plan": {"components": [{"name": "b", "strategy": "FULL"}, {"name": "lib", "strategy": "FULL"}]},
                 "export": {"artifacts": [{"component": "b", "file": "b.tar.gz"}, {"component": "a", "file": "a.tar.gz"}]}}""");

        assertThat(view.getShipped()).extracting(ComponentRow::getFile).containsExactly("a.tar.gz", "b.tar.gz");
        assertThat(view.isPlanned()).isTrue();
    }

    @Test
    void shouldKnowWhatAComponentDependsOnInEitherFormOfAPlan() throws IOException {
        BuildView view = view("""
                {"plan": {"components": [
                  {"name": "a", "strategy": "FULL", "dependsOn": [{"name": "b", "kind": "stated", "source": "delivery.yaml:5"}]},
                  {"name": "b", "strategy": "FULL", "dependsOn": ["c"]}, {"name": "c", "strategy": "FULL"}]}}""");

        assertThat(view.getTouched()).extracting(ComponentRow::getDependsOn)
                .containsExactly(List.of("b"), List.of("c"), List.of());
        assertThat(view.getGraph().isWorthDrawing()).isTrue();
    }

    @Test
    void shouldCountStrategiesDearestFirst() throws IOException {
        BuildView view = view("""
                {"plan": {"components": [{"name": "a", "strategy": "NONE"}, {"name": "b", "strategy": "FULL"},
                  {"name": "c", "strategy": "NONE"}]}}""");

        assertThat(view.getStrategies())
                .extracting(count -> count.getStrategy() + " " + count.getCount())
                .containsExactly("FULL 1", "NONE 2");
    }

    @Test
    void shouldShowAPromotedBuildThatOnlyDeployed() throws IOException {
        BuildView view = view("""
                {"deploy": {"deployments": [
                  {"environment": "staging", "version": "v2", "outcome": "healthy", "running": "v2", "millis": 4000},
                  {"environment": "production", "version": "v2", "outcome": "rolled-back", "running": "v1",
                   "reason": "503", "components": {"api": "sha256:1"}}]}}""");

        assertThat(view.isEmpty()).isFalse();
        assertThat(view.getDeployments())
                .extracting(DeploymentRow::getEnvironment, DeploymentRow::getOutcome, DeploymentRow::getRunning)
                .containsExactly(
                        tuple("staging", "healthy", "v2"),
                        tuple("production", "rolled-back", "v1"));
    }

    @Test
    void shouldShowNothingOfABuildThatReportedNothing() {
        BuildView view = BuildView.of(Map.of());

        assertThat(view.isEmpty()).isTrue();
        assertThat(view.getTouched()).isEmpty();
        assertThat(view.getTrial()).isNull();
        assertThat(view.getDuration()).isEmpty();
    }

    /** What is stored may be of another release, or damaged by hand: a page still comes. */
    @Test
    void shouldStandWhatIsOfAnotherShape() throws IOException {
        BuildView view = view("""
                {"plan": {"components": [{"name": 7, "strategy": "SOMETHING", "reasons": "x", "changes": [1, null]},
                  "no object", {"strategy": "FULL"}], "warnings": "none"}, "build": [], "test": 3, "export": null}""");

        assertThat(view.getUntouched()).extracting(ComponentRow::getName).containsExactly("7");
        assertThat(view.getUntouched().get(0).getStrategy()).isEqualTo("NONE");
        assertThat(view.getWarnings()).isEmpty();
    }

    @Test
    void shouldShowControlCharactersInsteadOfObeyingThem() throws IOException {
        BuildView view = view("""
                {"plan": {"components": [{"name": "a\\u202Eb", "strategy": "FULL",
                    "reasons": [{"rule": "r", "text": "\\u001b[2J<script>alert(1)</script>"}],
                    "changes": [{"path": "../../x\\n", "status": "modified"}]}]}}""");

        ComponentRow row = view.getTouched().get(0);
        assertThat(row.getName()).isEqualTo("a\\u202eb");
        assertThat(row.getReasons()).containsExactly("\\u001b[2J<script>alert(1)</script>");
        assertThat(row.getFiles().get(0).getPath()).isEqualTo("../../x\\n");
    }

    @Test
    void shouldNameNoMoreFilesThanOneCanRead() {
        List<Object> changes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            changes.add(Map.of("path", "f" + i, "status", "added"));
        }
        Map<String, Object> component = new LinkedHashMap<>(Map.of("name", "a", "strategy", "FULL"));
        component.put("changes", changes);
        ComponentRow row = BuildView.of(Map.of("plan", Map.of("components", List.of(component)))).getTouched().get(0);

        assertThat(row.getFiles()).hasSizeLessThan(20);
        assertThat(row.getFileCount()).isEqualTo(1000);
        assertThat(row.getMoreFiles() + row.getFiles().size()).isEqualTo(1000);
    }

    @Test
    void shouldMakeNoNameAKeyForXml() throws IOException {
        Map<String, Object> map = view("""
                {"plan": {"version": "v1", "components": [{"name": "1<x>", "strategy": "FULL"}]},
                 "deploy": {"deployments": [{"environment": "e", "components": {"1<x>": "sha256:1"}}]}}""").toMap();

        assertThat(keys(map)).allMatch(key -> key.matches("[A-Za-z0-9]+")).contains("name");
    }

    private static List<String> keys(Object value) {
        List<String> keys = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                keys.add(String.valueOf(key));
                keys.addAll(keys(item));
            });
        } else if (value instanceof List<?> list) {
            list.forEach(item -> keys.addAll(keys(item)));
        }
        return keys;
    }

    private static BuildView view(String json) throws IOException {
        return BuildView.of(Json.readObject(json));
    }
}
