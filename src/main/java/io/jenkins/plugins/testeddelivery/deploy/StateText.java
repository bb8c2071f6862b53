package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.release.DeployPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes and reads a {@link State} as JSON. A file that several releases carry is in it once, under its checksum. */
final class StateText {
    static final String SCHEMA = "tested-delivery/environment/1";

    private StateText() {}

    static String write(State state) {
        Map<String, Object> root = new LinkedHashMap<>();
        Map<String, Object> contents = new TreeMap<>();
        root.put("schema", SCHEMA);
        root.put("environment", state.environment());
        root.put("project", state.project());
        root.put("generation", state.generation());
        root.put("key", state.key());
        root.put("guards", state.guards());
        root.put("running", state.running());
        root.put("pending", state.pending().map(pending -> pending(pending, state, contents)).orElse(null));
        root.put("history", state.history().stream().map(StateText::entry).toList());
        Map<String, Object> layouts = new LinkedHashMap<>();
        state.layouts().forEach((version, layout) -> layouts.put(version, layout(layout, state, contents)));
        root.put("releases", layouts);
        root.put("files", contents);
        return Json.pretty(root);
    }

    /** @param where named in the error */
    static State read(String text, String where) {
        try {
            Map<String, Object> root = Json.readObject(text);
            String schema = Json.text(root, "schema");
            if (!SCHEMA.equals(schema)) {
                throw Failure.failed("The state of the environment at " + where + " says '" + schema
                        + "', and this version reads " + SCHEMA + ". Use the version that wrote it.");
            }
            Map<String, Object> contents = Json.map(root, "files");
            Map<String, Layout> layouts = new TreeMap<>();
            for (Map.Entry<String, Object> entry : Json.map(root, "releases").entrySet()) {
                layouts.put(entry.getKey(), readLayout(Json.map(Json.map(root, "releases"), entry.getKey()), contents));
            }
            Map<String, Object> pending = Json.map(root, "pending");
            return new State(
                    Json.text(root, "environment"),
                    Json.text(root, "project"),
                    Json.number(root, "generation"),
                    Json.text(root, "key"),
                    Json.textMap(root, "guards"),
                    Json.text(root, "running"),
                    pending.isEmpty() ? Optional.empty() : Optional.of(readPending(pending, contents)),
                    Json.maps(root, "history").stream().map(StateText::readEntry).toList(),
                    layouts);
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.failed("The state of the environment at " + where + " cannot be read: " + e.getMessage()
                    + ". Put back its last copy; without a state the next deployment is taken for the first.");
        }
    }

    private static Map<String, Object> entry(State.Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", entry.version());
        map.put("at", entry.at());
        map.put("by", entry.by());
        map.put("outcome", entry.outcome());
        map.put("trigger", entry.trigger());
        map.put("from", entry.from());
        map.put("reason", entry.reason());
        return map;
    }

    private static State.Entry readEntry(Map<String, Object> map) {
        return new State.Entry(
                Json.text(map, "version"),
                Json.text(map, "at"),
                Json.text(map, "by"),
                Json.text(map, "outcome"),
                Json.text(map, "trigger"),
                Json.text(map, "from"),
                Json.text(map, "reason"));
    }

    private static Map<String, Object> pending(State.Pending pending, State state, Map<String, Object> contents) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("step", pending.step());
        map.put("trigger", pending.trigger());
        map.put("at", pending.at());
        map.put("by", pending.by());
        map.put("release", layout(pending.layout(), state, contents));
        return map;
    }

    private static State.Pending readPending(Map<String, Object> map, Map<String, Object> contents) throws IOException {
        return new State.Pending(
                Json.text(map, "step"),
                Json.text(map, "trigger"),
                Json.text(map, "at"),
                Json.text(map, "by"),
                readLayout(Json.map(map, "release"), contents));
    }

    private static Map<String, Object> layout(Layout layout, State state, Map<String, Object> contents) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", layout.version());
        map.put("manifest", layout.manifest());
        map.put("set", layout.set());
        Map<String, Object> services = new LinkedHashMap<>();
        layout.services().forEach((name, service) -> services.put(name, service(service)));
        map.put("services", services);
        Map<String, Object> archives = new LinkedHashMap<>();
        layout.archives().forEach((component, archive) ->
                archives.put(component, ordered("sha256", archive.sha256(), "tree", archive.tree())));
        map.put("archives", archives);
        Map<String, Object> files = new LinkedHashMap<>();
        layout.files().forEach((path, carried) -> {
            String digest = Digests.of(carried.bytes());
            contents.put(digest, carried.base64());
            files.put(path, ordered("sha256", digest, "executable", carried.executable()));
        });
        map.put("files", files);
        Environment definition = layout.definition();
        map.put(
                "plan",
                new DeployPlan(state.project(), layout.parts(), Map.of(definition.name(), definition)).toMap());
        return map;
    }

    private static Layout readLayout(Map<String, Object> map, Map<String, Object> contents) throws IOException {
        DeployPlan plan = DeployPlan.read(Json.line(Json.map(map, "plan")).getBytes(StandardCharsets.UTF_8));
        List<Environment> definitions = new ArrayList<>(plan.environments().values());
        if (definitions.size() != 1) {
            throw new IOException("a release in it describes " + definitions.size() + " environments and not one");
        }
        Map<String, Layout.Service> services = new TreeMap<>();
        Map<String, Object> allServices = Json.map(map, "services");
        allServices.keySet().forEach(name -> {
            Map<String, Object> service = Json.map(allServices, name);
            services.put(
                    name,
                    new Layout.Service(
                            Json.text(service, "component"),
                            Json.text(service, "image"),
                            Json.text(service, "digest"),
                            readPushed(Json.map(service, "registry"))));
        });
        Map<String, Layout.Archive> archives = new TreeMap<>();
        Map<String, Object> allArchives = Json.map(map, "archives");
        allArchives.keySet().forEach(component -> {
            Map<String, Object> archive = Json.map(allArchives, component);
            archives.put(component, new Layout.Archive(Json.text(archive, "sha256"), Json.text(archive, "tree")));
        });
        Map<String, Layout.Carried> files = new TreeMap<>();
        Map<String, Object> allFiles = Json.map(map, "files");
        for (String path : allFiles.keySet()) {
            Map<String, Object> file = Json.map(allFiles, path);
            String digest = Json.text(file, "sha256");
            Layout.Carried carried = new Layout.Carried(
                    Json.text(contents, digest), Boolean.TRUE.equals(file.get("executable")));
            if (!Digests.of(carried.bytes()).equals(digest)) {
                throw new IOException("the file " + path + " in it is damaged");
            }
            files.put(path, carried);
        }
        return new Layout(
                Json.text(map, "version"),
                Json.text(map, "manifest"),
                Json.text(map, "set"),
                definitions.get(0),
                services,
                archives,
                plan.components(),
                files);
    }

    private static Map<String, Object> service(Layout.Service service) {
        Map<String, Object> map =
                ordered("component", service.component(), "image", service.image(), "digest", service.digest());
        Pushed pushed = service.pushed();
        if (pushed.known()) {
            map.put("registry", pushed.toMap());
        }
        return map;
    }

    private static Pushed readPushed(Map<String, Object> map) {
        return new Pushed(Json.text(map, "reference"), Json.text(map, "manifest"), Json.text(map, "index"));
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }
}
