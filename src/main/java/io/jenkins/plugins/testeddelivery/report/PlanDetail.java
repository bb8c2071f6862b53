package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan's JSON with what each component, and all of them, should take to build. */
public final class PlanDetail {
    private PlanDetail() {}

    /** @param entries the records from before the build */
    public static Map<String, Object> of(Plan plan, List<Ledger.Entry> entries) {
        return written(plan, entries).map();
    }

    /** The same for who only writes it. */
    public static JsonObject written(Plan plan, List<Ledger.Entry> entries) {
        return new PlanJson(plan, Optional.of(new Estimates(entries)));
    }
}
