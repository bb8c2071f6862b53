package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import java.util.Iterator;
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
        // in the plan's own order: to look each of very many up by its name would take far longer than to plan
        Iterator<Decision> decisions = plan.components().iterator();
        for (Object component : (List<?>) json.get("components")) {
            Decision decision = decisions.next();
            if (Expected.builds(decision)) {
                @SuppressWarnings("unchecked")
                Map<String, Object> members = (Map<String, Object>) component;
                members.putAll(Expected.json(decision, estimates));
            }
        }
        json.put("expected", Expected.of(plan, estimates, Set.of()).json());
        return json;
    }
}
