package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the compose file that lies over the repository's own while it is worked on. */
final class OverrideFile {
    private static final String GRACE = "1s";

    private final String selinux;
    private final Map<String, Object> services = new TreeMap<>();
    private final Map<String, Object> volumes = new TreeMap<>();

    /**
     * Begins one without services.
     *
     * @param selinux {@code Z}, or {@code z} where services share a folder; empty: nothing is to be relabelled
     */
    OverrideFile(String selinux) {
        this.selinux = selinux;
    }

    /**
     * What is other than in the repository's own file.
     *
     * @param component its name
     * @param path the component's folder
     * @param image id of the image that is run, for the names of volumes; empty: compose builds it
     * @param run program and arguments; empty: what the image runs
     * @param mounts path in the container by path on the host, which may be relative to the first compose file
     * @param folders in the container that hold what the image installed
     * @param graceful whether the repository's own file says how long it may take to stop
     */
    record Service(
            String component,
            String path,
            String image,
            List<String> run,
            Map<String, String> mounts,
            List<String> folders,
            boolean graceful) {}

    void add(String name, Service service) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (!service.run.isEmpty()) {
            all.put("entrypoint", List.of(ComposeLabels.literal(service.run.get(0))));
            all.put("command", service.run.stream().skip(1).map(ComposeLabels::literal).toList());
        }
        List<String> mounts = new ArrayList<>();
        service.mounts.forEach((source, target) -> mounts.add(mount(name, source, target)));
        for (String folder : service.folders) {
            String volume = volume(name, folder, service.image);
            mounts.add(volume + ":" + ComposeLabels.literal(folder));
            volumes.put(volume, Map.of("labels", Map.of(Labels.DEPENDENCIES, service.component)));
        }
        if (!mounts.isEmpty()) {
            all.put("volumes", mounts);
        }
        if (!service.mounts.isEmpty()) {
            all.put("labels", Map.of(Labels.MOUNTED, ComposeLabels.literal(service.path.isEmpty() ? "." : service.path)));
        }
        if (!service.graceful) {
            // a server that does not listen to SIGTERM would make every restart ten seconds long
            all.put("stop_grace_period", GRACE);
        }
        services.put(name, all);
    }

    /** The volume's name in the file: another image has another, so that it is filled anew. */
    static String volume(String service, String folder, String image) {
        String short12 = image.replaceFirst("^sha256:", "");
        return service + "-" + folder.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "")
                + (image.isEmpty() ? "" : "-" + short12.substring(0, Math.min(12, short12.length())));
    }

    private String mount(String service, String source, String target) {
        if (source.contains(":")) {
            throw Failure.usage(service + ": compose cannot mount " + source + ", which has a colon in its path; move the"
                    + " repository, or rename the folder.");
        }
        return ComposeLabels.literal(source) + ":" + ComposeLabels.literal(target) + (selinux.isEmpty() ? "" : ":" + selinux);
    }

    String text(String heading) {
        StringBuilder text = new StringBuilder("# " + heading + "\n");
        text.append(services.isEmpty() ? "services: {}\n" : "services:\n");
        write(text, services, 1);
        if (!volumes.isEmpty()) {
            text.append("volumes:\n");
            write(text, volumes, 1);
        }
        return text.toString();
    }

    private static String key(String name) {
        return name.matches("[a-z][a-z_-]*") ? name : Json.line(name);
    }

    /** JSON's texts and lists are YAML's. */
    private static void write(StringBuilder text, Map<?, ?> map, int level) {
        map.forEach((key, value) -> {
            text.append("  ".repeat(level)).append(key(String.valueOf(key))).append(':');
            if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
                text.append('\n');
                write(text, inner, level + 1);
            } else {
                text.append(' ').append(Json.line(value)).append('\n');
            }
        });
    }
}
