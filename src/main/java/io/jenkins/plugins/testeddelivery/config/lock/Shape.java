package io.jenkins.plugins.testeddelivery.config.lock;

import java.util.List;
import java.util.Map;

/** Insists on what kind of value is where: a dependency that is overlooked would be a change that nobody sees. */
final class Shape {
    private Shape() {}

    /** Empty if it is not there. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        if (value != null && !(value instanceof Map)) {
            throw new IllegalArgumentException("expected a map");
        }
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    static Map<String, Object> map(Map<String, Object> map, String key) {
        return map(map.get(key));
    }

    /** Empty if it is not there. */
    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        if (value != null && !(value instanceof List)) {
            throw new IllegalArgumentException("expected a list");
        }
        return value == null ? List.of() : (List<Object>) value;
    }
}
