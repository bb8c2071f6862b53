package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives a trial networks of its own: plain bridges without fixed name, address or device. One that exists already is
 * refused unless it is allowed by name.
 */
final class Networks {
    private static final Set<String> PLAIN = Set.of("", "bridge", "overlay", "default");

    private final Map<String, Object> networks;
    private final List<String> allow;
    private final Map<String, Object> label;

    Networks(Map<String, Object> networks, List<String> allow, Map<String, Object> label) {
        this.networks = networks;
        this.allow = allow;
        this.label = label;
    }

    /** Names of the networks a service states. */
    @SuppressWarnings("unchecked")
    static List<String> names(Map<String, Object> service) {
        Object stated = service.get("networks");
        return stated instanceof Map<?, ?> map
                ? List.copyOf(((Map<String, Object>) map).keySet())
                : Json.texts(service, "networks");
    }

    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        for (String key : networks.keySet()) {
            Map<String, Object> network = Json.map(networks, key);
            String name = realName(key, network);
            String driver = Json.text(network, "driver");
            if (external(network)) {
                String word = "host".equals(name) ? "host-network" : "network:" + name;
                if (!allow.contains(word) && !allow.contains("network:" + key)) {
                    refusals.add("network " + key + " is external (" + name + "): write `" + word
                            + "` in trial.allow if the trial may use it");
                }
            } else if (!PLAIN.contains(driver) && !allowed(key, name)) {
                refusals.add("network " + key + ": driver " + driver + " reaches the host's networks: write `network:"
                        + key + "` in trial.allow if the trial may use it");
            }
        }
        return refusals;
    }

    /** The networks as the trial has them. */
    Map<String, Object> isolated(boolean withDefault) {
        Map<String, Object> isolated = new LinkedHashMap<>();
        networks.forEach((key, value) -> isolated.put(key, isolated(key, Json.map(networks, key))));
        if (withDefault) {
            isolated.putIfAbsent("default", Map.of("labels", label));
        }
        return isolated;
    }

    /** What a service says of its networks, without fixed addresses. */
    Object ofService(Map<String, Object> service) {
        if (!(service.get("networks") instanceof Map<?, ?>)) {
            return service.get("networks");
        }
        Map<String, Object> stated = Json.map(service, "networks");
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String name : stated.keySet()) {
            Map<String, Object> membership = new LinkedHashMap<>(Json.map(stated, name));
            if (!external(Json.map(networks, name))) {
                membership.keySet().retainAll(Set.of("aliases", "priority"));
            }
            kept.put(name, membership);
        }
        return kept;
    }

    private Map<String, Object> isolated(String key, Map<String, Object> network) {
        if (external(network)) {
            return Map.of("external", true, "name", realName(key, network));
        }
        Map<String, Object> isolated = new LinkedHashMap<>();
        if (!PLAIN.contains(Json.text(network, "driver"))) {
            isolated.putAll(network);
            isolated.remove("name");
        } else if (Boolean.TRUE.equals(network.get("internal"))) {
            isolated.put("internal", true);
        }
        isolated.put("labels", label);
        return isolated;
    }

    private boolean allowed(String key, String name) {
        return allow.contains("network:" + key) || allow.contains("network:" + name);
    }

    private static boolean external(Map<String, Object> network) {
        Object external = network.get("external");
        return external instanceof Map<?, ?> || Boolean.TRUE.equals(external);
    }

    private static String realName(String key, Map<String, Object> network) {
        String old = Json.text(Json.map(network, "external"), "name");
        String name = old.isEmpty() ? Json.text(network, "name") : old;
        return name.isEmpty() ? key : name;
    }
}
