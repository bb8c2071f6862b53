package io.jenkins.plugins.testeddelivery.jenkins.steps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes values into what a Pipeline script can hold over a restart: maps, lists, strings, numbers and booleans. */
final class Plain {
    private Plain() {}

    static LinkedHashMap<String, Object> map(Map<?, ?> map) {
        LinkedHashMap<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> plain.put(String.valueOf(key), of(value)));
        return plain;
    }

    private static Object of(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof Collection<?> list) {
            ArrayList<Object> plain = new ArrayList<>();
            list.forEach(item -> plain.add(of(item)));
            return plain;
        }
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
