package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.List;
import java.util.Map;

/** A plan's JSON with what a page wants beside it: how long each component should take. */
public final class PlanDetail {
    private PlanDetail() {}

    /** @param entries the records from before the build */
    public static Map<String, Object> of(Plan plan, List<Ledger.Entry> entries) {
        Estimates estimates = new Estimates(entries);
        Map<String, Object> json = PlanJson.of(plan);
        for (Map<String, Object> component : Json.maps(json, "components")) {
            String name = Json.text(component, "name");
            Strategy strategy = Strategy.valueOf(Json.text(component, "strategy"));
            // a guess for any project would be shown as if it were this one's
            estimates.measured(name, strategy)
                    .ifPresent(time -> component.put("expectedSeconds", time.toMillis() / 1000.0));
        }
        return json;
    }
}
