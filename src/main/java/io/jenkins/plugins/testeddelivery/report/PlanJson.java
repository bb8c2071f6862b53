package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Explanation;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A plan as the JSON contract {@code tested-delivery/plan/1}. */
public final class PlanJson implements JsonObject {
    public static final String SCHEMA = "tested-delivery/plan/1";

    private final Plan plan;
    private final Optional<Estimates> estimates;

    /** @param estimates of what each component should take to build; empty: nothing is said of that */
    PlanJson(Plan plan, Optional<Estimates> estimates) {
        this.plan = plan;
        this.estimates = estimates;
    }

    public static Map<String, Object> of(Plan plan) {
        return new PlanJson(plan, Optional.empty()).map();
    }

    @Override
    public void tell(Members to) {
        to.member("schema", SCHEMA);
        to.member("project", plan.scan().project().name());
        to.member("version", plan.version());
        to.member("base", nullIfEmpty(plan.base()));
        to.member("baseReason", plan.baseReason());
        to.member("head", plan.scan().commit());
        to.member("dirty", plan.scan().dirty());
        to.member("components", components());
        to.member("waves", plan.waves());
        to.member("testNeeded", plan.testNeeded());
        to.member("unowned", plan.unowned());
        to.member("warnings", plan.warnings());
        if (estimates.isPresent()) {
            to.member("expected", Expected.of(plan, estimates.get(), Set.of()).json());
        }
    }

    private List<JsonObject> components() {
        List<JsonObject> components = new ArrayList<>(plan.components().size());
        // both are in order: to look each of very many up by its name would take longer than to decide
        Iterator<Component> definitions = plan.scan().project().components().iterator();
        Optional<Component> definition = next(definitions);
        for (Decision decision : plan.components()) {
            while (definition.isPresent() && definition.get().name().compareTo(decision.name()) < 0) {
                definition = next(definitions);
            }
            boolean same = definition.isPresent() && definition.get().name().equals(decision.name());
            components.add(new ComponentJson(decision, same ? definition : Optional.empty(), estimates));
        }
        return components;
    }

    private static Optional<Component> next(Iterator<Component> components) {
        return components.hasNext() ? Optional.of(components.next()) : Optional.empty();
    }

    /** What changes of paths would mean, as {@code tested-delivery/explanation/1}. */
    public static Map<String, Object> of(List<Explanation.Meaning> meanings) {
        List<Object> paths = new ArrayList<>();
        for (Explanation.Meaning meaning : meanings) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("path", meaning.path());
            json.put("owner", nullIfEmpty(meaning.owner()));
            json.put("global", meaning.global());
            json.put("components", meaning.effects().stream().map(PlanJson::effect).toList());
            json.put("deployments", meaning.deployments().entrySet().stream().map(PlanJson::deployment).toList());
            json.put("note", meaning.note());
            paths.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/explanation/1");
        json.put("paths", paths);
        return json;
    }

    private static Map<String, Object> effect(Explanation.Effect effect) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", effect.component());
        json.put("direct", effect.direct());
        json.put("rule", effect.rule());
        json.put("strategy", effect.strategy().name());
        json.put("because", effect.because());
        json.put("expectedSeconds", effect.expected().toSeconds());
        json.put("less", effect.less().stream().map(PlanJson::less).toList());
        return json;
    }

    private static Map<String, Object> less(Explanation.Less less) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("strategy", less.strategy().name());
        json.put("when", less.when());
        json.put("expectedSeconds", less.expected().toSeconds());
        return json;
    }

    private static Map<String, Object> deployment(Map.Entry<String, Duration> deployment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("environment", nullIfEmpty(deployment.getKey()));
        json.put("expectedSeconds", deployment.getValue().toSeconds());
        return json;
    }

    private static String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
