package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which services of the development project are started. */
final class Services {
    private Services() {}

    /**
     * Those that run these components with all that they need, or all but those that a profile keeps back.
     *
     * @param components names or aliases; empty: all
     */
    static Set<String> of(DevProject dev, Collection<String> components) {
        Map<String, Object> all = Json.map(dev.configuration(), "services");
        Set<String> services = new TreeSet<>();
        if (components.isEmpty()) {
            for (String name : all.keySet()) {
                if (Json.texts(Json.map(all, name), "profiles").isEmpty()) {
                    services.add(name);
                }
            }
            return services;
        }
        Deque<String> next = new ArrayDeque<>();
        components.forEach(component -> next.addAll(dev.servicesOf(component)));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (all.containsKey(name) && services.add(name)) {
                next.addAll(needs(Json.map(all, name)));
            }
        }
        return services;
    }

    /** Whether it waits for more than the start of another. */
    static boolean waits(Map<String, Object> service) {
        Map<String, Object> needs = Json.map(service, "depends_on");
        return needs.keySet().stream()
                .map(name -> Json.text(Json.map(needs, name), "condition"))
                .anyMatch(condition -> !condition.isEmpty() && !condition.equals("service_started"));
    }

    static List<String> needs(Map<String, Object> service) {
        List<String> needs = new ArrayList<>(
                service.get("depends_on") instanceof Map<?, ?>
                        ? Json.map(service, "depends_on").keySet()
                        : Json.texts(service, "depends_on"));
        Json.texts(service, "links").forEach(link -> needs.add(link.replaceFirst(":.*", "")));
        for (String mode : List.of("network_mode", "ipc", "pid")) {
            String value = Json.text(service, mode);
            if (value.startsWith("service:")) {
                needs.add(value.substring("service:".length()));
            }
        }
        return needs;
    }
}
