package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trial whose set is up and whose verdict is still to come. It is plain data without secrets, so that who will give
 * the verdict can keep it, as JSON too, and end the trial from another process.
 *
 * @param id of the trial
 * @param project the compose project; empty: nothing was started
 * @param commit 40 hex
 * @param dirty the tree had changes
 * @param version of the plan
 * @param set digest of the set; empty if it is not whole
 * @param key what the evidence will count for, see {@link io.jenkins.plugins.testeddelivery.plan.TrialKey}
 * @param components what is tried, by name
 * @param missing components that had no artifact to try
 * @param conditions how it deviates
 * @param urls where the services answer, by name
 * @param variables what the tests are told by environment, {@code DELIVERY_…}
 * @param junit patterns of the reports that the tests write
 * @param reports those that were there before, by path, with what tells them from new ones
 * @param log digest of the log so far in the content store; empty: there is none
 * @param ill why the tests cannot begin, in words; empty: they can
 * @param since when the set was up, ISO-8601
 */
public record Started(
        String id,
        String project,
        String commit,
        boolean dirty,
        String version,
        String set,
        String key,
        Map<String, Fact.Tried> components,
        List<String> missing,
        List<String> conditions,
        Map<String, String> urls,
        Map<String, String> variables,
        List<String> junit,
        Map<String, String> reports,
        String log,
        String ill,
        String since) {
    private static final String SCHEMA = "tested-delivery/kept/1";

    public Started {
        components = Collections.unmodifiableMap(new TreeMap<>(components));
        missing = List.copyOf(missing);
        conditions = List.copyOf(conditions);
        urls = Collections.unmodifiableMap(new TreeMap<>(urls));
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
        junit = List.copyOf(junit);
        reports = Collections.unmodifiableMap(new TreeMap<>(reports));
    }

    Started withLog(String newLog) {
        return new Started(
                id, project, commit, dirty, version, set, key, components, missing, conditions, urls, variables, junit,
                reports, newLog, ill, since);
    }

    public String json() {
        Map<String, Object> tried = new TreeMap<>();
        components.forEach((name, component) -> tried.put(
                name, Map.of("fingerprint", component.fingerprint(), "digest", component.digest())));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("schema", SCHEMA);
        map.put("id", id);
        map.put("project", project);
        map.put("since", since);
        map.put("commit", commit);
        map.put("dirty", dirty);
        map.put("version", version);
        map.put("set", set);
        map.put("key", key);
        map.put("components", tried);
        map.put("missing", missing);
        map.put("conditions", conditions);
        map.put("urls", urls);
        map.put("variables", variables);
        map.put("junit", junit);
        map.put("reports", reports);
        map.put("log", log);
        map.put("ill", ill);
        return Json.pretty(map);
    }

    /** @throws IOException if this is not what {@link #json} wrote */
    public static Started read(String json) throws IOException {
        Map<String, Object> map = Json.readObject(json);
        if (!SCHEMA.equals(Json.text(map, "schema"))) {
            throw new IOException("kept.json: expected schema " + SCHEMA);
        }
        // it becomes part of paths and labels
        if (!TrialFolder.isId(Json.text(map, "id"))) {
            throw new IOException("kept.json: expected the id of a trial, found '" + Json.text(map, "id") + "'");
        }
        Map<String, Object> stored = Json.map(map, "components");
        Map<String, Fact.Tried> components = new TreeMap<>();
        stored.keySet().forEach(name -> components.put(
                name,
                new Fact.Tried(
                        Json.text(Json.map(stored, name), "fingerprint"),
                        Json.text(Json.map(stored, name), "digest"))));
        return new Started(
                Json.text(map, "id"),
                Json.text(map, "project"),
                Json.text(map, "commit"),
                Boolean.TRUE.equals(map.get("dirty")),
                Json.text(map, "version"),
                Json.text(map, "set"),
                Json.text(map, "key"),
                components,
                Json.texts(map, "missing"),
                Json.texts(map, "conditions"),
                Json.textMap(map, "urls"),
                Json.textMap(map, "variables"),
                Json.texts(map, "junit"),
                Json.textMap(map, "reports"),
                Json.text(map, "log"),
                Json.text(map, "ill"),
                Json.text(map, "since"));
    }
}
