package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes out what a service says of services that are left out of the trial, so that compose accepts the rest. */
final class References {
    private References() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> without(Set<String> left, Object service) {
        Map<String, Object> kept = new LinkedHashMap<>((Map<String, Object>) service);
        for (String key : List.of("depends_on", "links", "volumes_from")) {
            if (kept.get(key) instanceof Map<?, ?>) {
                Map<String, Object> entries = new LinkedHashMap<>(Json.map(kept, key));
                entries.keySet().removeAll(left);
                kept.put(key, entries);
            } else if (kept.get(key) instanceof List<?>) {
                kept.put(
                        key,
                        Json.texts(kept, key).stream()
                                .filter(entry -> !left.contains(entry.split(":", 2)[0]))
                                .toList());
            }
            if (kept.get(key) instanceof Map<?, ?> map && map.isEmpty()
                    || kept.get(key) instanceof List<?> list && list.isEmpty()) {
                kept.remove(key);
            }
        }
        return kept;
    }
}
