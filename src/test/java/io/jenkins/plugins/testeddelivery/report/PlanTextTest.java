package io.jenkins.plugins.testeddelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTextTest {
    private static final String COMMIT = "0123456789012345678901234567890123456789";

    @Test
    void shouldShowComponentStrategyAndReason() {
        List<String> lines = text(
                decision("api", Strategy.INCREMENTAL, "dependency", "proto changed"),
                decision("site", Strategy.NONE, "UNCHANGED", "nothing changed"));

        assertThat(lines)
                .anyMatch(line -> line.matches(" *api +INCREMENTAL +proto changed +\\[dependency\\]"))
                .anyMatch(line -> line.matches(" *site +NONE +nothing changed"))
                .contains("build   api", "2 components, 1 affected, 1 to build; a trial is needed");
    }

    @Test
    void shouldShowControlCharactersInsteadOfObeyingThem() {
        List<String> lines = text(decision("api", Strategy.FULL, "rule", "a\nb\u001B[2Jc\u202Ed"));

        assertThat(lines).allSatisfy(line -> assertThat(line.chars()).noneMatch(Character::isISOControl));
        assertThat(String.join("\n", lines)).contains("a\\nb\\u001b[2Jc\\u202ed");
    }

    @Test
    void shouldCountUnaffectedComponentsWhereThereAreMany() {
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            decisions.add(decision("c" + i, i == 7 ? Strategy.FULL : Strategy.NONE, "rule", "text"));
        }

        List<String> lines = text(decisions.toArray(Decision[]::new));

        assertThat(lines).hasSizeLessThan(10).contains("  499 more are not affected");
    }

    @Test
    void shouldUseColourOnATerminalOnly() {
        assertThat(new Ink(true).bad("x")).isEqualTo("\u001B[31mx\u001B[0m");
        assertThat(new Ink(false).bad("x")).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({"400, 0 s", "1500, 2 s", "59000, 59 s", "60000, 1 min", "125000, 2 min 5 s"})
    void shouldSayTimesTheWayPeopleDo(long millis, String expected) {
        assertThat(PlanText.time(Duration.ofMillis(millis))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "250000000, 250.0 MB", "9223372036854775807, 9223372.0 TB"})
    void shouldSayBytesTheWayPeopleDo(long bytes, String expected) {
        assertThat(ReleaseReport.size(bytes)).isEqualTo(expected);
    }

    private static List<String> text(Decision... decisions) {
        Project project =
                new Project("shop", List.of(), List.of(), List.of(), List.of(), Trial.NONE, Map.of(), List.of());
        Scan scan = new Scan(
                COMMIT, 0, true, false, false, project, Map.of(), Map.of(), null, List.of(), Map.of(), List.of());
        List<String> build = List.of(decisions).stream()
                .filter(decision -> decision.strategy().builds())
                .map(Decision::name)
                .toList();
        return new PlanText(new Ink(false))
                .of(new Plan(
                        "v0123456-20260101-000000", "", "their own", List.of(decisions), List.of(build), true, "key",
                        List.of(), List.of(), scan));
    }

    private static Decision decision(String name, Strategy strategy, String rule, String text) {
        return new Decision(
                name, "image", name, strategy != Strategy.NONE, true, List.of(), strategy, "sha256:0", "", "none",
                List.of(new Decision.Reason(rule, text, List.of())), List.of());
    }
}
