package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Demands;
import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.config.Hook;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server without Git must know to deploy a release: {@code deploy/delivery.json}. Paths in it are relative to
 * {@code deploy/}; no value of an environment file and no build argument is in it.
 *
 * @param project the project's name
 * @param components of the release, sorted by name
 * @param environments by name, in the order of the configuration
 */
public record DeployPlan(String project, List<Part> components, Map<String, Environment> environments)
        implements Serializable {

    public static final String SCHEMA = "tested-delivery/deploy/1";
    /** Its place in a release folder. */
    public static final String FILE = Release.DEPLOY + "delivery.json";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,15})(ms|s)");

    public DeployPlan {
        components = List.copyOf(components);
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
    }

    /**
     * A shippable component.
     *
     * @param kind {@code image} or {@code archive}
     * @param path of the component in the repository
     * @param context of an image's build in the repository: names the compose service that builds it
     * @param services of the compose files that run it; empty: the one whose build names the context, else its name
     */
    public record Part(String name, String kind, String path, String context, List<String> services)
            implements Serializable {
        public Part {
            services = List.copyOf(services);
        }
    }

    public static DeployPlan of(Project project) {
        List<Part> parts = project.components().stream()
                .filter(Component::shippable)
                .map(DeployPlan::part)
                .toList();
        return new DeployPlan(project.name(), parts, project.environments());
    }

    public Optional<Part> component(String name) {
        return components.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    private static Part part(Component component) {
        String context = component.product() instanceof Component.Image image ? image.context() : "";
        return new Part(
                component.name(), component.kind().word(), component.path(), context, component.services());
    }

    public byte[] bytes() {
        return Json.pretty(toMap()).getBytes(StandardCharsets.UTF_8);
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("schema", SCHEMA);
        map.put("project", project);
        map.put("components", components.stream().map(DeployPlan::map).toList());
        Map<String, Object> all = new LinkedHashMap<>();
        environments.forEach((name, environment) -> all.put(name, map(environment)));
        map.put("environments", all);
        return map;
    }

    /**
     * The way back.
     *
     * @throws IOException with what is wrong, for a message that begins with the file's name
     */
    public static DeployPlan read(byte[] json) throws IOException {
        StrictObject root = new StrictObject(Json.readObject(json), "");
        String schema = root.text("schema");
        if (!schema.equals(SCHEMA)) {
            throw new IOException("its schema is " + Printable.quoted(schema) + ", this version reads " + SCHEMA);
        }
        List<Part> parts = new ArrayList<>();
        for (StrictObject part : root.objects("components")) {
            parts.add(new Part(
                    part.text("name"),
                    part.oneOf("kind", List.of(ReleaseArtifact.IMAGE, ReleaseArtifact.ARCHIVE)),
                    part.text("path"),
                    part.text("context"),
                    part.texts("services")));
        }
        Map<String, Environment> environments = new LinkedHashMap<>();
        for (Map.Entry<String, StrictObject> entry :
                root.object("environments").entries().entrySet()) {
            environments.put(entry.getKey(), environment(entry.getKey(), entry.getValue()));
        }
        return new DeployPlan(root.text("project"), parts, environments);
    }

    private static Map<String, Object> map(Part part) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", part.name());
        map.put("kind", part.kind());
        map.put("path", part.path());
        map.put("context", part.context());
        map.put("services", part.services());
        return map;
    }

    private static Map<String, Object> map(Environment environment) {
        Map<String, Object> compose = new LinkedHashMap<>();
        compose.put("files", environment.compose().files());
        compose.put("project", environment.compose().project());
        compose.put("envFile", environment.compose().envFile());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("after", environment.after());
        map.put("compose", compose);
        map.put("directory", environment.directory());
        map.put("retain", environment.retain());
        map.put("restart", environment.restart());
        map.put("before", environment.before().stream().map(Hook::said).toList());
        map.put("check", environment.check());
        map.put("health", environment.health().stream().map(DeployPlan::map).toList());
        if (!environment.demands().equals(Demands.NONE)) {
            map.put("policy", environment.demands().toMap());
        }
        if (!environment.afterwards().isEmpty()) {
            map.put("afterwards", environment.afterwards().stream().map(Hook::said).toList());
        }
        return map;
    }

    private static Map<String, Object> map(Environment.Probe probe) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("url", probe.url());
        map.put("command", probe.command());
        map.put("within", text(probe.within()));
        map.put("stable", text(probe.stable()));
        return map;
    }

    private static Environment environment(String name, StrictObject object) throws IOException {
        StrictObject compose = object.object("compose");
        List<String> files = compose.texts("files");
        if (!files.stream().allMatch(DeployPaths::safe)) {
            throw compose.wrong("files", "paths in deploy/");
        }
        List<Environment.Probe> probes = new ArrayList<>();
        for (StrictObject probe : object.objects("health")) {
            probes.add(new Environment.Probe(
                    probe.text("url"),
                    probe.texts("command"),
                    duration(probe, "within"),
                    duration(probe, "stable")));
        }
        return new Environment(
                name,
                object.text("after"),
                new Compose(files, compose.text("project"), compose.text("envFile")),
                object.text("directory"),
                Math.toIntExact(Math.min(object.count("retain"), Integer.MAX_VALUE)),
                object.texts("restart"),
                hooks(object, "before"),
                object.texts("check"),
                probes,
                object.has("policy") ? demands(object.object("policy")) : Demands.NONE,
                object.has("afterwards") ? hooks(object, "afterwards") : List.of());
    }

    private static List<Hook> hooks(StrictObject object, String key) throws IOException {
        List<Hook> all = new ArrayList<>();
        for (StrictObject hook : object.objectsOrLists(key, "run")) {
            all.add(new Hook(
                    hook.texts("run"), hook.has("timeout") ? duration(hook, "timeout") : Hook.DEFAULT_TIMEOUT));
        }
        return all;
    }

    private static Demands demands(StrictObject policy) throws IOException {
        return new Demands(
                policy.flag("set"),
                !policy.has("byHand") || policy.flag("byHand"),
                policy.has("deviations"),
                policy.has("deviations") ? policy.texts("deviations") : List.of(),
                policy.has("branches") ? policy.texts("branches") : List.of(),
                policy.has("builders") ? policy.texts("builders") : List.of(),
                policy.has("maxAge") ? duration(policy, "maxAge") : Duration.ZERO);
    }

    /** As people write it in {@code delivery.yaml}. */
    private static String text(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static Duration duration(StrictObject object, String key) throws IOException {
        Matcher matcher = DURATION.matcher(object.text(key));
        if (!matcher.matches()) {
            throw object.wrong(key, "a duration like 60s or 500ms");
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }
}
