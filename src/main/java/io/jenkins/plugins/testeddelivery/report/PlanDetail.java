package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan's JSON with what each component, and all of them, should take to build. */
public final class PlanDetail {
    private PlanDetail() {}

    /** @param entries the records from before the build */
    public static Map<String, Object> of(Plan plan, List<Ledger.Entry> entries) {
        Estimates estimates = new Estimates(entries);
        Map<String, Object> json = PlanJson.of(plan);
        for (Map<String, Object> component : Json.maps(json, "components")) {
            plan.component(Json.text(component, "name"))
                    .filter(Expected::builds)
                    .ifPresent(decision -> component.putAll(Expected.json(decision, estimates)));
        }
        json.put("expected", Expected.of(plan, estimates, Set.of()).json());
        return json;
    }
}
