package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A trial that was left running, and what evidence a person's verdict on it will be. Holds no secret. */
record Kept(
        String id,
        String project,
        String commit,
        boolean dirty,
        String version,
        String set,
        String key,
        Map<String, Fact.Tried> components,
        List<String> conditions,
        Map<String, String> urls,
        String since) {
    private static final String SCHEMA = "tested-delivery/kept/1";

    Kept {
        components = new TreeMap<>(components);
        conditions = List.copyOf(conditions);
        urls = new TreeMap<>(urls);
    }

    String json() {
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
        map.put("conditions", conditions);
        map.put("urls", urls);
        return Json.pretty(map);
    }

    static Kept read(String json) throws IOException {
        Map<String, Object> map = Json.readObject(json);
        if (!SCHEMA.equals(Json.text(map, "schema"))) {
            throw new IOException("kept.json: expected schema " + SCHEMA);
        }
        Map<String, Object> stored = Json.map(map, "components");
        Map<String, Fact.Tried> components = new TreeMap<>();
        stored.keySet().forEach(name -> components.put(
                name,
                new Fact.Tried(
                        Json.text(Json.map(stored, name), "fingerprint"),
                        Json.text(Json.map(stored, name), "digest"))));
        return new Kept(
                Json.text(map, "id"),
                Json.text(map, "project"),
                Json.text(map, "commit"),
                Boolean.TRUE.equals(map.get("dirty")),
                Json.text(map, "version"),
                Json.text(map, "set"),
                Json.text(map, "key"),
                components,
                Json.texts(map, "conditions"),
                Json.textMap(map, "urls"),
                Json.text(map, "since"));
    }
}
