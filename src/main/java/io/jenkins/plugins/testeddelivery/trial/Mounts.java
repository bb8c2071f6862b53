package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites what a service mounts: volumes are fresh ones of the trial's project, folders of the repository stay
 * readable, everything else of the host is replaced by a fresh volume.
 */
final class Mounts {
    private static final int SHORT_HASH = 12;

    private final String service;
    private final Isolation.Terms terms;
    private final List<Object> mounts = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> sockets = new ArrayList<>();
    private final List<String> notUnderstood = new ArrayList<>();

    private Mounts(String service, Isolation.Terms terms) {
        this.service = service;
        this.terms = terms;
    }

    static Mounts of(String name, Map<String, Object> service, Isolation.Terms terms) {
        Mounts all = new Mounts(name, terms);
        if (service.get("volumes") instanceof List<?> entries) {
            entries.forEach(all::add);
        }
        return all;
    }

    /** Host paths that services mount or are built from, as written. */
    static List<String> hostPaths(Map<String, Object> resolved) {
        List<String> paths = new ArrayList<>();
        Map<String, Object> services = Json.map(resolved, "services");
        for (String name : services.keySet()) {
            paths.add(ServicesOf.context(Json.map(services, name)));
            if (Json.map(services, name).get("volumes") instanceof List<?> entries) {
                entries.stream()
                        .map(Mounts::longForm)
                        .filter(mount -> "bind".equals(mount.get("type")))
                        .forEach(mount -> paths.add(Json.text(mount, "source")));
            }
        }
        for (String key : List.of("secrets", "configs")) {
            Map<String, Object> entries = Json.map(resolved, key);
            entries.keySet().forEach(name -> paths.add(Json.text(Json.map(entries, name), "file")));
        }
        return paths.stream().filter(path -> !path.isEmpty()).distinct().toList();
    }

    List<Object> mounts() {
        return mounts;
    }

    /** Names of the volumes that are needed. */
    List<String> volumes() {
        return volumes;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Mounted doors to a container engine. */
    List<String> sockets() {
        return sockets;
    }

    List<String> notUnderstood() {
        return notUnderstood;
    }

    private void add(Object entry) {
        Map<String, Object> mount = longForm(entry);
        switch (Json.text(mount, "type")) {
            case "bind" -> bind(mount);
            case "volume", "cluster" -> volume(mount, Json.text(mount, "source"));
            case "tmpfs", "image" -> mounts.add(mount);
            default -> notUnderstood.add(String.valueOf(entry));
        }
    }

    private void bind(Map<String, Object> mount) {
        String source = Json.text(mount, "source");
        HostPath path = HostPath.of(source, terms);
        if (path.engineSocket() || new HostPath(source, path.kind()).engineSocket()) {
            sockets.add(source);
            mounts.add(mount);
        } else if (path.inside(terms.root()) && path.kind() != HostPath.Kind.MISSING) {
            mounts.add(mount("bind", path.real(), mount, true));
        } else if (path.kind() == HostPath.Kind.FILE || path.kind() == HostPath.Kind.OTHER) {
            // a volume is a folder; mounted where the image has a file it would keep the container from starting
            warnings.add("service " + service + " does without " + source
                    + " in the trial: it is no folder and lies outside the repository");
        } else {
            warnings.add("service " + service + " has an empty volume at " + Json.text(mount, "target")
                    + " in the trial instead of " + source);
            volume(mount, "host-" + Digests.hex(Digests.of(path.real())).substring(0, SHORT_HASH));
        }
    }

    private void volume(Map<String, Object> mount, String name) {
        if (!name.isEmpty()) {
            volumes.add(name);
        }
        mounts.add(mount("volume", name, mount, Boolean.TRUE.equals(mount.get("read_only"))));
    }

    private static Map<String, Object> mount(String type, String source, Map<String, Object> from, boolean readOnly) {
        Map<String, Object> mount = new LinkedHashMap<>();
        mount.put("type", type);
        if (!source.isEmpty()) {
            mount.put("source", source);
        }
        mount.put("target", Json.text(from, "target"));
        if (readOnly) {
            mount.put("read_only", true);
        }
        return mount;
    }

    /** The short syntax {@code [source:]target[:modes]} in the words of the long one. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> longForm(Object entry) {
        if (entry instanceof Map<?, ?> mount) {
            return (Map<String, Object>) mount;
        }
        String[] parts = String.valueOf(entry).split(":", -1);
        Map<String, Object> mount = new LinkedHashMap<>();
        if (parts.length == 1) {
            mount.put("type", "volume");
            mount.put("target", parts[0]);
        } else if (parts.length <= 3 && !parts[0].isEmpty()) {
            boolean path = parts[0].startsWith("/") || parts[0].startsWith(".") || parts[0].startsWith("~");
            mount.put("type", path ? "bind" : "volume");
            mount.put("source", parts[0]);
            mount.put("target", parts[1]);
            if (parts.length == 3 && Arrays.asList(parts[2].split(",")).contains("ro")) {
                mount.put("read_only", true);
            }
        }
        return mount;
    }
}
