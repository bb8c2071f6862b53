package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as {@code name=value} lines for a workflow's outputs ({@code delivery detect --format github >>
 * "$GITHUB_OUTPUT"}); lists are JSON on one line, {@code matrix} is what {@code strategy.matrix} takes.
 */
public final class PlanOutputs {
    private PlanOutputs() {}

    public static List<String> of(Plan plan) {
        List<Object> include = plan.components().stream()
                .filter(decision -> plan.waves().stream().anyMatch(wave -> wave.contains(decision.name())))
                .map(PlanOutputs::row)
                .toList();
        return List.of(
                "version=" + plan.version(),
                "affected=" + Json.line(plan.components().stream()
                        .filter(Decision::affected)
                        .map(Decision::name)
                        .toList()),
                "build=" + Json.line(plan.waves().stream().flatMap(List::stream).sorted().toList()),
                "waves=" + Json.line(plan.waves()),
                "matrix=" + Json.line(Map.of("include", include)),
                "build-needed=" + plan.buildNeeded(),
                "test-needed=" + plan.testNeeded());
    }

    private static Object row(Decision decision) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("component", decision.name());
        row.put("path", decision.path().isEmpty() ? "." : decision.path());
        row.put("kind", decision.kind());
        row.put("strategy", decision.strategy().name());
        return row;
    }
}
