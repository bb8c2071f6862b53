package io.jenkins.plugins.testeddelivery.port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object of a JSON document that names its members when it is asked to: what is only written, as a plan of thousands
 * of components is at every start of the command, need not become maps first.
 */
public interface JsonObject {
    /** Takes members, one after the other. */
    interface Members {
        /** @param value what {@link Json} writes, objects of this kind and lists of them included */
        void member(String name, Object value);
    }

    /** Names every member once, in their order. */
    void tell(Members to);

    /** The same as a plain map, and what is in it likewise. */
    default Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        tell((name, value) -> map.put(name, plain(value)));
        return map;
    }

    private static Object plain(Object value) {
        if (value instanceof JsonObject object) {
            return object.map();
        }
        if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof JsonObject) {
            List<Object> plain = new ArrayList<>(list.size());
            for (Object item : list) {
                plain.add(plain(item));
            }
            return plain;
        }
        return value;
    }
}
