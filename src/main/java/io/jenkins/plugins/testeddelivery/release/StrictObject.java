package io.jenkins.plugins.testeddelivery.release;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A JSON object that is read by its word: a member that is missing or of another shape is an error that names it.
 * Unknown members are let through, since the contracts may grow.
 */
final class StrictObject {
    private final Map<?, ?> members;
    private final String where;

    StrictObject(Map<?, ?> members, String where) {
        this.members = members;
        this.where = where;
    }

    boolean has(String key) {
        return members.get(key) != null;
    }

    String text(String key) throws IOException {
        if (members.get(key) instanceof String text) {
            return text;
        }
        throw wrong(key, "a text");
    }

    String text(String key, Pattern form, String expected) throws IOException {
        String text = text(key);
        if (!form.matcher(text).matches()) {
            throw wrong(key, expected);
        }
        return text;
    }

    /** The member, which must be one of these. */
    String oneOf(String key, List<String> allowed) throws IOException {
        String text = text(key);
        if (!allowed.contains(text)) {
            throw wrong(key, String.join(" or ", allowed));
        }
        return text;
    }

    String time(String key) throws IOException {
        String text = text(key);
        try {
            Instant.parse(text);
            return text;
        } catch (DateTimeException e) {
            throw wrong(key, "a time like 2025-01-20T14:30:22Z");
        }
    }

    long count(String key) throws IOException {
        if (members.get(key) instanceof Long number && number >= 0) {
            return number;
        }
        throw wrong(key, "a number that is not negative");
    }

    /** A truth; missing means false. */
    boolean flag(String key) throws IOException {
        Object value = members.get(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong(key, "true or false");
    }

    StrictObject object(String key) throws IOException {
        if (members.get(key) instanceof Map<?, ?> map) {
            return new StrictObject(map, at(key));
        }
        throw wrong(key, "an object");
    }

    List<StrictObject> objects(String key) throws IOException {
        List<StrictObject> all = new ArrayList<>();
        for (Object item : list(key)) {
            String place = at(key) + "[" + all.size() + "]";
            if (!(item instanceof Map<?, ?> map)) {
                throw new IOException(place + " is not an object");
            }
            all.add(new StrictObject(map, place));
        }
        return all;
    }

    List<String> texts(String key) throws IOException {
        List<String> all = new ArrayList<>();
        for (Object item : list(key)) {
            if (!(item instanceof String text)) {
                throw wrong(key, "a list of texts");
            }
            all.add(text);
        }
        return all;
    }

    /** Objects; a list stands for the object that has nothing but it, under this name. */
    List<StrictObject> objectsOrLists(String key, String name) throws IOException {
        List<StrictObject> all = new ArrayList<>();
        for (Object item : list(key)) {
            String place = at(key) + "[" + all.size() + "]";
            if (item instanceof List<?>) {
                all.add(new StrictObject(Map.of(name, item), place));
            } else if (item instanceof Map<?, ?> map) {
                all.add(new StrictObject(map, place));
            } else {
                throw wrong(key, "a list of lists or objects");
            }
        }
        return all;
    }

    /** Every member as an object, in its order. */
    Map<String, StrictObject> entries() throws IOException {
        Map<String, StrictObject> all = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : members.entrySet()) {
            String name = String.valueOf(entry.getKey());
            all.put(name, object(name));
        }
        return all;
    }

    /** The error for a member that is not what it should be. */
    IOException wrong(String key, String expected) {
        Object found = members.get(key);
        return new IOException(
                at(key) + (found == null ? " is missing" : " is " + Printable.quoted(found)) + ", expected "
                        + expected);
    }

    private List<?> list(String key) throws IOException {
        if (members.get(key) instanceof List<?> list) {
            return list;
        }
        throw wrong(key, "a list");
    }

    private String at(String key) {
        return where.isEmpty() ? key : where + "." + key;
    }
}
