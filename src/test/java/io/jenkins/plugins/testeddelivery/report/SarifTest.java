package io.jenkins.plugins.testeddelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.lint.Finding;
import io.jenkins.plugins.testeddelivery.config.lint.LintRule;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SarifTest {
    private static Map<String, Object> run(Finding... findings) throws Exception {
        Map<String, Object> document = Json.readObject(Json.pretty(Sarif.of(List.of(findings), "delivery 1")));
        assertThat(document).containsEntry("version", "2.1.0");
        return Json.maps(document, "runs").get(0);
    }

    private static Finding finding(String file, String message, Optional<Finding.Fix> fix) {
        return new Finding(LintRule.BASE_LATEST, List.of("api"), file, 3, 4, message, 0, fix);
    }

    @Test
    void shouldDescribeEveryRuleAndPointAtIt() throws Exception {
        Map<String, Object> run = run(finding("api/Dockerfile", "m", Optional.empty()));

        List<Map<String, Object>> rules = Json.maps(Json.map(Json.map(run, "tool"), "driver"), "rules");
        Map<String, Object> result = Json.maps(run, "results").get(0);
        assertThat(rules).hasSize(LintRule.values().length);
        assertThat(Json.text(rules.get((int) Json.number(result, "ruleIndex")), "id"))
                .isEqualTo(Json.text(result, "ruleId"))
                .isEqualTo("base-latest");
        assertThat(Json.text(result, "level")).isEqualTo("warning");
        Map<String, Object> region = Json.map(
                Json.map(Json.maps(result, "locations").get(0), "physicalLocation"), "region");
        assertThat(region).isEqualTo(Map.of("startLine", 3L, "endLine", 4L));
    }

    @Test
    void shouldEscapeHostileNamesAndMessages() throws Exception {
        Map<String, Object> result = Json.maps(
                        run(finding("a b/#?%\n\"<script>é", "x\u001b[31m\ny", Optional.empty())), "results")
                .get(0);

        Map<String, Object> location = Json.map(Json.maps(result, "locations").get(0), "physicalLocation");
        assertThat(Json.text(Json.map(location, "artifactLocation"), "uri"))
                .isEqualTo("a%20b/%23%3F%25%0A%22%3Cscript%3E%C3%A9");
        assertThat(Json.text(Json.map(result, "message"), "text")).isEqualTo("x\\u001b[31m\\ny");
    }

    @Test
    void shouldGiveFixesAsReplacementsOfWholeLines() throws Exception {
        Finding.Fix fix = new Finding.Fix(
                "move", List.of(new Finding.Edit("d", 2, 3, ""), new Finding.Edit("d", 5, 4, "x\n")));

        Map<String, Object> result = Json.maps(run(finding("d", "m", Optional.of(fix))), "results").get(0);

        Map<String, Object> change = Json.maps(Json.maps(result, "fixes").get(0), "artifactChanges").get(0);
        List<Map<String, Object>> replacements = Json.maps(change, "replacements");
        assertThat(Json.map(replacements.get(0), "deletedRegion"))
                .isEqualTo(Map.of("startLine", 2L, "startColumn", 1L, "endLine", 4L, "endColumn", 1L));
        assertThat(replacements.get(0)).doesNotContainKey("insertedContent");
        assertThat(Json.map(replacements.get(1), "deletedRegion"))
                .isEqualTo(Map.of("startLine", 5L, "startColumn", 1L, "endLine", 5L, "endColumn", 1L));
        assertThat(Json.map(replacements.get(1), "insertedContent")).isEqualTo(Map.of("text", "x\n"));
    }

    @Test
    void shouldBeOneRunWithoutFindings() throws Exception {
        assertThat(Json.maps(run(), "results")).isEmpty();
    }
}
