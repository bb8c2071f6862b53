package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One service as a trial runs it.
 *
 * @param ports container ports that are published
 * @param volumes names of the volumes it needs
 */
record IsolatedService(
        Map<String, Object> configuration,
        List<String> ports,
        List<String> volumes,
        List<String> refusals,
        List<String> warnings) {

    /**
     * What is the trial's to say: names, images, restarts (a crash must be seen), where logs go (production's
     * collectors are production), addresses that only one can have.
     */
    private static final List<String> DROPPED = List.of(
            "build", "container_name", "develop", "logging", "mac_address", "networks", "ports",
            "pull_policy", "restart", "volume_driver", "volumes");

    static IsolatedService of(String name, Map<String, Object> service, Isolation.Terms terms, Networks networks) {
        Mounts mounts = Mounts.of(name, service, terms);
        List<String> refusals = new ArrayList<>(Forbidden.in(name, service, mounts, terms.allow()));
        Map<String, Object> isolated = new LinkedHashMap<>(service);
        isolated.keySet().removeAll(DROPPED);
        if (terms.images().containsKey(name)) {
            isolated.put("image", terms.images().get(name));
        } else if (service.get("build") != null) {
            refusals.add("service " + name + ": build is refused, since no component is run by it; name the service in"
                    + " `services` of its component");
        }
        isolated.put("restart", "no");
        deploy(isolated);
        network(service, isolated, networks);
        PublishedPorts ports = PublishedPorts.of(service);
        boolean publishes = !"host".equals(isolated.get("network_mode"));
        if (publishes && !ports.container().isEmpty()) {
            isolated.put("ports", ports.onLoopback());
        }
        if (!mounts.mounts().isEmpty()) {
            isolated.put("volumes", mounts.mounts());
        }
        isolated.put("environment", environment(service, terms));
        isolated.put("labels", labels(service, terms));
        return new IsolatedService(
                isolated, publishes ? ports.container() : List.of(), mounts.volumes(), refusals, mounts.warnings());
    }

    /** Limits stay; that a crashed container is started again does not. */
    private static void deploy(Map<String, Object> isolated) {
        if (isolated.get("deploy") instanceof Map<?, ?>) {
            Map<String, Object> deploy = new LinkedHashMap<>(Json.map(isolated, "deploy"));
            deploy.remove("restart_policy");
            isolated.put("deploy", deploy);
        }
    }

    /** Docker's default bridge is everybody's; the trial's own default network takes its place. */
    private static void network(Map<String, Object> service, Map<String, Object> isolated, Networks networks) {
        String mode = Json.text(service, "network_mode");
        if (mode.isEmpty() || "bridge".equals(mode) || "default".equals(mode)) {
            isolated.remove("network_mode");
            if (service.get("networks") != null) {
                isolated.put("networks", networks.ofService(service));
            }
        }
    }

    private static Map<String, Object> environment(Map<String, Object> service, Isolation.Terms terms) {
        Map<String, Object> environment = pairs(service.get("environment"));
        // what is resolved already is interpolated again when compose reads it
        terms.environment().forEach((name, value) -> environment.put(name, ComposeLabels.literal(value)));
        return environment;
    }

    private static Map<String, Object> labels(Map<String, Object> service, Isolation.Terms terms) {
        Map<String, Object> labels = pairs(service.get("labels"));
        labels.putAll(Isolation.label(terms));
        return labels;
    }

    /** Compose writes name and value as a map, or as a list of {@code NAME=value}. */
    private static Map<String, Object> pairs(Object stated) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        if (stated instanceof Map<?, ?> map) {
            map.forEach((name, value) -> pairs.put(String.valueOf(name), value));
        } else if (stated instanceof List<?> list) {
            for (Object entry : list) {
                String[] parts = String.valueOf(entry).split("=", 2);
                pairs.put(parts[0], parts.length == 2 ? parts[1] : null);
            }
        }
        return pairs;
    }
}
