package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.port.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One component of a plan's JSON: what was decided, where its definition comes from, and what it should take to build.
 *
 * @param definition empty: nothing is said of it
 * @param estimates empty: likewise
 */
record ComponentJson(Decision decision, Optional<Component> definition, Optional<Estimates> estimates)
        implements JsonObject {
    @Override
    public void tell(Members to) {
        to.member("name", decision.name());
        to.member("kind", decision.kind());
        to.member("path", decision.path().isEmpty() ? "." : decision.path());
        to.member("affected", decision.affected());
        to.member("direct", decision.direct());
        to.member("via", decision.via());
        to.member("strategy", decision.strategy().name());
        to.member("fingerprint", decision.fingerprint());
        to.member("baseline", decision.baseline().isEmpty() ? null : decision.baseline());
        to.member("evidence", decision.evidence());
        to.member("reasons", reasons());
        to.member("changes", changes());
        if (definition.isPresent()) {
            facts(definition.get(), to);
        }
        if (estimates.isPresent() && Expected.builds(decision)) {
            for (Map.Entry<String, Object> one : Expected.json(decision, estimates.get()).entrySet()) {
                to.member(one.getKey(), one.getValue());
            }
        }
    }

    /** Where the definition comes from, as far as manifests and not the configuration say it. */
    private static void facts(Component definition, Members to) {
        Component.Facts facts = definition.facts();
        to.member("aliases", definition.aliases());
        to.member("inferredFrom", facts.from());
        to.member("dependsOn", dependencies(definition));
        if (!facts.startsAfter().isEmpty()) {
            to.member("startsAfter", facts.startsAfter());
        }
    }

    private static List<JsonObject> dependencies(Component definition) {
        if (definition.dependsOn().isEmpty()) {
            return List.of();
        }
        Map<String, Component.Link> links = new HashMap<>();
        for (Component.Link link : definition.facts().links()) {
            links.put(link.name(), link);
        }
        List<JsonObject> dependencies = new ArrayList<>(definition.dependsOn().size());
        for (String name : definition.dependsOn()) {
            Component.Link link = links.get(name);
            dependencies.add(new DependencyJson(
                    name, link == null ? "stated" : link.kind(), link == null ? definition.origin() : link.source()));
        }
        return dependencies;
    }

    private List<JsonObject> reasons() {
        List<JsonObject> reasons = new ArrayList<>(decision.reasons().size());
        for (Decision.Reason reason : decision.reasons()) {
            reasons.add(new ReasonJson(reason));
        }
        return reasons;
    }

    private List<JsonObject> changes() {
        List<JsonObject> changes = new ArrayList<>(decision.changes().size());
        for (Change change : decision.changes()) {
            changes.add(new ChangeJson(change));
        }
        return changes;
    }

    private record DependencyJson(String name, String kind, String source) implements JsonObject {
        @Override
        public void tell(Members to) {
            to.member("name", name);
            to.member("kind", kind);
            to.member("source", source);
        }
    }

    private record ReasonJson(Decision.Reason reason) implements JsonObject {
        @Override
        public void tell(Members to) {
            to.member("rule", reason.rule());
            to.member("text", reason.text());
            to.member("paths", reason.paths());
        }
    }

    private record ChangeJson(Change change) implements JsonObject {
        @Override
        public void tell(Members to) {
            to.member("path", change.path());
            to.member("status", change.status().word());
        }
    }
}
