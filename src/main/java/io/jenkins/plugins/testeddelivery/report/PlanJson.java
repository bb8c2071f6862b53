package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Explanation;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan as the JSON contract {@code tested-delivery/plan/1}. */
public final class PlanJson {
    public static final String SCHEMA = "tested-delivery/plan/1";

    private PlanJson() {}

    public static Map<String, Object> of(Plan plan) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("project", plan.scan().project().name());
        json.put("version", plan.version());
        json.put("base", nullIfEmpty(plan.base()));
        json.put("baseReason", plan.baseReason());
        json.put("head", plan.scan().commit());
        json.put("dirty", plan.scan().dirty());
        Map<String, Component> definitions = new HashMap<>();
        for (Component one : plan.scan().project().components()) {
            definitions.put(one.name(), one);
        }
        List<Object> components = new ArrayList<>(plan.components().size());
        for (Decision decision : plan.components()) {
            components.add(component(decision, definitions.get(decision.name())));
        }
        json.put("components", components);
        json.put("waves", plan.waves());
        json.put("testNeeded", plan.testNeeded());
        json.put("unowned", plan.unowned());
        json.put("warnings", plan.warnings());
        return json;
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

    static Map<String, Object> component(Decision decision, Component definition) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", decision.name());
        json.put("kind", decision.kind());
        json.put("path", decision.path().isEmpty() ? "." : decision.path());
        json.put("affected", decision.affected());
        json.put("direct", decision.direct());
        json.put("via", decision.via());
        json.put("strategy", decision.strategy().name());
        json.put("fingerprint", decision.fingerprint());
        json.put("baseline", nullIfEmpty(decision.baseline()));
        json.put("evidence", decision.evidence());
        List<Object> reasons = new ArrayList<>(decision.reasons().size());
        for (Decision.Reason reason : decision.reasons()) {
            reasons.add(reason(reason));
        }
        json.put("reasons", reasons);
        List<Object> changes = new ArrayList<>(decision.changes().size());
        for (Change change : decision.changes()) {
            changes.add(change(change));
        }
        json.put("changes", changes);
        if (definition != null) {
            facts(definition, json);
        }
        return json;
    }

    /** Where the definition comes from, as far as manifests and not the configuration say it. */
    private static void facts(Component definition, Map<String, Object> json) {
        Component.Facts facts = definition.facts();
        List<Object> dependencies = new ArrayList<>();
        Map<String, Component.Link> links = new HashMap<>();
        for (Component.Link link : facts.links()) {
            links.put(link.name(), link);
        }
        for (String name : definition.dependsOn()) {
            Component.Link link = links.get(name);
            Map<String, Object> dependency = new LinkedHashMap<>();
            dependency.put("name", name);
            dependency.put("kind", link == null ? "stated" : link.kind());
            dependency.put("source", link == null ? definition.origin() : link.source());
            dependencies.add(dependency);
        }
        json.put("aliases", definition.aliases());
        json.put("inferredFrom", facts.from());
        json.put("dependsOn", dependencies);
        if (!facts.startsAfter().isEmpty()) {
            json.put("startsAfter", facts.startsAfter());
        }
    }

    private static Map<String, Object> reason(Decision.Reason reason) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", reason.rule());
        json.put("text", reason.text());
        json.put("paths", reason.paths());
        return json;
    }

    private static Map<String, Object> change(Change change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", change.path());
        json.put("status", change.status().word());
        return json;
    }

    private static String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
