package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Names what a service asks for that would reach beyond its trial, and the word that lets it through. */
final class Forbidden {
    private static final String HOST_NETWORK = "host-network";
    private static final String DEVICES = "devices";
    private static final String PRIVILEGED = "privileged";
    /** Modes of {@code network_mode} that give a network of the service's own, or none. */
    private static final Set<String> OWN_NETWORK = Set.of("", "bridge", "default", "none");

    private final String service;
    private final List<String> allow;
    private final List<String> refusals = new ArrayList<>();

    private Forbidden(String service, List<String> allow) {
        this.service = service;
        this.allow = allow;
    }

    static List<String> in(String name, Map<String, Object> service, Mounts mounts, List<String> allow) {
        Forbidden forbidden = new Forbidden(name, allow);
        forbidden.network(service);
        forbidden.namespaces(service);
        forbidden.rights(service);
        forbidden.devices(service);
        forbidden.others(service);
        mounts.sockets().forEach(socket -> forbidden.unless(PRIVILEGED, "volumes", socket));
        mounts.notUnderstood().forEach(entry -> forbidden.always("volumes", entry));
        return forbidden.refusals;
    }

    private void network(Map<String, Object> service) {
        String mode = Json.text(service, "network_mode");
        if ("host".equals(mode)) {
            unless(HOST_NETWORK, "network_mode", mode);
        } else if (!OWN_NETWORK.contains(mode) && !mode.startsWith("service:")) {
            unless("network:" + mode, "network_mode", mode);
        }
    }

    private void namespaces(Map<String, Object> service) {
        for (String key : List.of("pid", "ipc", "uts", "userns_mode", "cgroup")) {
            String value = Json.text(service, key);
            if ("host".equals(value) || value.startsWith("container:")) {
                unless(PRIVILEGED, key, value);
            }
        }
    }

    private void rights(Map<String, Object> service) {
        for (String key : List.of("privileged", "use_api_socket")) {
            if (Boolean.parseBoolean(Json.text(service, key))) {
                unless(PRIVILEGED, key, "true");
            }
        }
        if (!Json.texts(service, "cap_add").isEmpty()) {
            unless(PRIVILEGED, "cap_add", String.join(", ", Json.texts(service, "cap_add")));
        }
        for (String option : Json.texts(service, "security_opt")) {
            if (option.endsWith("unconfined") || option.endsWith("disable")) {
                unless(PRIVILEGED, "security_opt", option);
            }
        }
    }

    private void devices(Map<String, Object> service) {
        for (String key : List.of("devices", "device_cgroup_rules", "gpus")) {
            Object value = service.get(key);
            if (value instanceof List<?> list ? !list.isEmpty() : value != null) {
                unless(DEVICES, key, String.valueOf(value));
            }
        }
        Object reserved = Json.map(Json.map(Json.map(service, "deploy"), "resources"), "reservations")
                .get("devices");
        if (reserved != null) {
            unless(DEVICES, "deploy.resources.reservations.devices", String.valueOf(reserved));
        }
    }

    private void others(Map<String, Object> service) {
        Stream.of("external_links", "provider")
                .filter(key -> service.get(key) != null)
                .forEach(key -> always(key, String.valueOf(service.get(key))));
        Json.texts(service, "volumes_from").stream()
                .filter(from -> from.startsWith("container:"))
                .forEach(from -> always("volumes_from", from));
        PublishedPorts.of(service).notUnderstood().forEach(port -> always("ports", port));
    }

    private void unless(String word, String key, String value) {
        if (!allow.contains(word)) {
            refusals.add("service " + service + ": " + key + " " + value + " is refused; write `" + word
                    + "` in trial.allow if the trial may use it");
        }
    }

    private void always(String key, String value) {
        refusals.add("service " + service + ": " + key + " " + value
                + " is refused; give the trial compose files without it in trial.compose");
    }
}
