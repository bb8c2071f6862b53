package io.jenkins.plugins.testeddelivery.jenkins.steps;

import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.report.PlanJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** A plan as a Pipeline script gets it: components by name, and what it usually asks. */
final class PlanResult {
    private PlanResult() {}

    static LinkedHashMap<String, Object> of(Plan plan) {
        Map<String, Object> json = PlanJson.of(plan);
        // by name, below a key of their own: no component's name can hide one of the others
        LinkedHashMap<String, Object> components = new LinkedHashMap<>();
        Json.maps(json, "components").forEach(component -> components.put(Json.text(component, "name"), component));
        LinkedHashMap<String, Object> result = new LinkedHashMap<>(json);
        result.put("components", components);
        result.put(
                "affected",
                plan.components().stream()
                        .filter(Decision::affected)
                        .map(Decision::name)
                        .toList());
        result.put("buildNeeded", plan.buildNeeded());
        return Plain.map(result);
    }
}
