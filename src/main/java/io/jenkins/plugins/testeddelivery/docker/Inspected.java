package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.docker.layers.ConfigComparison;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the JSON that the API and {@code docker inspect} give alike. */
final class Inspected {
    private Inspected() {}

    /** @param digest of the config blob, where it is known not to be the id */
    static Engine.Image image(Map<String, Object> json, String digest) {
        Map<String, Object> config = Json.map(json, "Config");
        return new Engine.Image(
                id(json),
                digest,
                identity(json),
                Json.texts(json, "RepoTags").stream()
                        .filter(tag -> !tag.startsWith("<none>"))
                        // Podman writes names out in full
                        .map(Reference::familiar)
                        .sorted()
                        .toList(),
                Json.texts(json, "RepoDigests").stream()
                        .filter(name -> !name.startsWith("<none>"))
                        .sorted()
                        .toList(),
                layers(json),
                Json.textMap(config, "Labels"),
                Json.number(json, "Size"),
                platform(json),
                Json.map(config, "ExposedPorts").keySet().stream().sorted().toList(),
                Json.text(json, "Parent"),
                Json.texts(config, "OnBuild"));
    }

    /** The engine's id with the prefix that Podman's executable leaves out. */
    static String id(Map<String, Object> json) {
        String id = Json.text(json, "Id");
        return id.matches("[0-9a-f]{64}") ? Digests.PREFIX + id : id;
    }

    static List<String> layers(Map<String, Object> image) {
        return Json.texts(Json.map(image, "RootFS"), "Layers");
    }

    /**
     * One engine says null, another an empty list, a third leaves the field out: what is empty counts as not there, so
     * that the same image has the same identity in all.
     */
    static String identity(Map<String, Object> image) {
        Map<String, Object> config = Json.map(image, "Config");
        Map<String, Object> parts = new TreeMap<>();
        ConfigComparison.FIELDS.forEach(name -> put(parts, name, config.get(name)));
        Map<String, String> labels = new TreeMap<>(Json.textMap(config, "Labels"));
        labels.keySet().removeIf(Labels::tellsOrigin);
        put(parts, "Labels", labels);
        Map<String, Object> all = new TreeMap<>();
        put(all, "os", image.get("Os"));
        put(all, "architecture", image.get("Architecture"));
        put(all, "variant", image.get("Variant"));
        put(all, "layers", layers(image));
        all.put("config", parts);
        return Digests.of(Json.canonical(all));
    }

    static Engine.Container container(Map<String, Object> json) {
        Map<String, Object> state = Json.map(json, "State");
        String health = Json.text(Json.map(state, "Health"), "Status");
        String started = Json.text(state, "StartedAt");
        return new Engine.Container(
                Json.text(json, "Id"),
                Json.text(json, "Name").replaceFirst("^/", ""),
                Json.text(json, "Image").matches("[0-9a-f]{64}")
                        ? Digests.PREFIX + Json.text(json, "Image")
                        : Json.text(json, "Image"),
                Json.text(state, "Status"),
                health.equals("none") ? "" : health,
                (int) Json.number(json, "RestartCount"),
                (int) Json.number(state, "ExitCode"),
                started.startsWith("0001-") ? "" : started,
                Json.textMap(Json.map(json, "Config"), "Labels"),
                ports(Json.map(Json.map(json, "NetworkSettings"), "Ports")));
    }

    /** Whether the image itself shows that it is kept in a classic store: no snapshotter has this name, or names folders. */
    static boolean ofDockersOwnStore(Map<String, Object> image) {
        Map<String, Object> driver = Json.map(image, "GraphDriver");
        return Json.text(driver, "Name").equals("overlay2")
                && !Json.text(Json.map(driver, "Data"), "UpperDir").isEmpty();
    }

    /** Whether images are kept in containerd's store, where an id is a manifest's digest and no config's. */
    static boolean containerdStore(Map<String, Object> info) {
        return info.get("DriverStatus") instanceof List<?> rows
                && rows.stream().anyMatch(row -> row.equals(List.of("driver-type", "io.containerd.snapshotter.v1")));
    }

    /** Whether SELinux is among what confines containers: {@code name=selinux}, of older engines the bare word. */
    static boolean selinux(Map<String, Object> info) {
        return info.get("SecurityOptions") instanceof List<?> options
                && options.stream().anyMatch(option -> String.valueOf(option).matches("(name=)?selinux(,.*)?"));
    }

    private static String platform(Map<String, Object> json) {
        return String.join(
                "/",
                Stream.of(Json.text(json, "Os"), Json.text(json, "Architecture"), Json.text(json, "Variant"))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private static Map<String, String> ports(Map<String, Object> published) {
        Map<String, String> all = new TreeMap<>();
        for (String port : published.keySet()) {
            List<Map<String, Object>> bindings = Json.maps(published, port);
            bindings.stream()
                    .filter(binding -> !Json.text(binding, "HostIp").contains(":"))
                    .findFirst()
                    .or(() -> bindings.stream().findFirst())
                    .ifPresent(binding -> all.put(port, address(binding)));
        }
        return all;
    }

    private static String address(Map<String, Object> binding) {
        String ip = Json.text(binding, "HostIp");
        String host = ip.isEmpty() ? "0.0.0.0" : ip.contains(":") ? "[" + ip + "]" : ip;
        return host + ":" + Json.text(binding, "HostPort");
    }

    private static void put(Map<String, Object> parts, String name, Object value) {
        boolean empty = value == null
                || "".equals(value)
                || Boolean.FALSE.equals(value)
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        if (!empty) {
            parts.put(name, value);
        }
    }
}
