package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.release.DeployPlan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Compose files, read for the few things that are not left to compose: which services there are, which component each of
 * them runs, and which of them end by themselves.
 *
 * @param version what the first file says; empty: nothing. Compose wants the same of every file
 * @param services by name: those of later files over those of earlier ones
 */
public record ComposeText(String version, Map<String, Map<String, Object>> services) {

    /** @param texts by path, in the order compose reads them */
    static ComposeText of(Map<String, String> texts) {
        Map<String, Map<String, Object>> services = new TreeMap<>();
        String version = null;
        for (Map.Entry<String, String> file : texts.entrySet()) {
            Map<String, Object> root = object(parse(file.getValue(), file.getKey()));
            version = version == null ? Json.text(root, "version") : version;
            object(root.get("services"))
                    .forEach((name, service) -> services.computeIfAbsent(name, key -> new LinkedHashMap<>())
                            .putAll(object(service)));
        }
        return new ComposeText(version == null ? "" : version, services);
    }

    /**
     * Which component each service runs: what the component names, else the service whose build names its context, else
     * the one with its name.
     *
     * @param folder that relative paths in the compose files start from, relative to the repository
     */
    Map<String, String> components(List<DeployPlan.Part> parts, String folder) {
        Map<String, String> all = new TreeMap<>();
        for (DeployPlan.Part part : parts) {
            stated(part, parts, folder).forEach(service -> all.putIfAbsent(service, part.name()));
        }
        return all;
    }

    private List<String> stated(DeployPlan.Part part, List<DeployPlan.Part> parts, String folder) {
        if (!part.services().isEmpty()) {
            return part.services().stream().filter(services::containsKey).toList();
        }
        boolean shared = parts.stream().filter(other -> other.context().equals(part.context())).count() > 1;
        List<String> built = services.keySet().stream()
                .filter(service -> !shared && part.context().equals(context(services.get(service), folder)))
                .toList();
        if (!built.isEmpty()) {
            return built;
        }
        return services.containsKey(part.name()) ? List.of(part.name()) : List.of();
    }

    /** Services that compose starts when it is not told which. */
    Set<String> started() {
        Set<String> names = new TreeSet<>();
        services.forEach((name, service) -> {
            if (!(service.get("profiles") instanceof List<?> profiles) || profiles.isEmpty()) {
                names.add(name);
            }
        });
        return names;
    }

    /** Fails on a service that would have to be built here. */
    void requireImages(Set<String> pinned) {
        for (String name : started()) {
            Map<String, Object> service = services.get(name);
            if (service.containsKey("build") && !service.containsKey("image") && !pinned.contains(name)) {
                throw Failure.failed("The service " + name + " is built from source, and no component of the release says"
                        + " that it runs there. Name it in the component's 'services' and export again.");
            }
        }
    }

    /** Services that end by themselves, because another waits for just that. */
    public Set<String> jobs() {
        Set<String> jobs = new TreeSet<>();
        services.values().forEach(service -> object(service.get("depends_on")).forEach((name, how) -> {
            if ("service_completed_successfully".equals(Json.text(object(how), "condition"))) {
                jobs.add(name);
            }
        }));
        return jobs;
    }

    /** Services with nothing that starts them again when they end. */
    public Set<String> leftAlone() {
        Set<String> names = new TreeSet<>();
        services.forEach((name, service) -> {
            String restart = Json.text(service, "restart");
            String swarm = Json.text(Json.map(Json.map(service, "deploy"), "restart_policy"), "condition");
            if ((restart.isEmpty() || "no".equals(restart) || "false".equals(restart)) && swarm.isEmpty()) {
                names.add(name);
            }
        });
        return names;
    }

    private static String context(Map<String, Object> service, String folder) {
        Object build = service.get("build");
        String context = build instanceof String text ? text : Json.text(object(build), "context");
        if (context.isEmpty()) {
            return build == null ? "\0" : folder;
        }
        Path path = Path.of(folder).resolve(context).normalize();
        return path.toString().replace('\\', '/');
    }

    private static Object parse(String text, String file) {
        try {
            return new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text);
        } catch (YamlEngineException e) {
            throw Failure.failed("The compose file " + file + " of the release cannot be read: "
                    + e.getMessage().replaceAll("\\s+", " ") + ". Correct it and export again.");
        }
    }

    /** The value as a mapping, {@code <<} filled in; a list of names counts as a mapping to nothing. */
    private static Map<String, Object> object(Object value) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (value instanceof List<?> names) {
            names.forEach(name -> all.put(String.valueOf(name), Map.of()));
        } else if (value instanceof Map<?, ?> map) {
            Object merged = map.get("<<");
            List<?> sources = merged instanceof List<?> list ? list : merged == null ? List.of() : List.of(merged);
            sources.forEach(source -> object(source).forEach(all::putIfAbsent));
            map.forEach((key, item) -> {
                if (!"<<".equals(key)) {
                    all.put(String.valueOf(key), item);
                }
            });
        }
        return all;
    }
}
