package io.jenkins.plugins.testeddelivery.config.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A TOML file as maps, lists and texts; whatever is missing or of another shape reads as empty. */
public final class TomlDocument {
    private static final TomlFactory FACTORY = new TomlFactory();
    private static final int MOST_LEVELS = 64;

    private final Map<String, Object> values;

    private TomlDocument(Map<String, Object> values) {
        this.values = values;
    }

    static TomlDocument read(byte[] bytes) throws Unreadable {
        checkDepth(bytes);
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable(0, "expected a TOML document");
            }
            return new TomlDocument(object(parser, 0));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new Unreadable(Math.max(0, line), "this is not TOML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Unreadable(0, "this is not TOML: " + e.getMessage());
        }
    }

    /** Brackets of one value lie deeper in the parser's own stack; nothing that is written by hand has so many. */
    public static void checkDepth(byte[] bytes) throws Unreadable {
        int run = 0;
        for (byte b : bytes) {
            if (b == '[' || b == '{') {
                run++;
            } else if (b == ']' || b == '}' || b == '"') {
                run = 0;
            }
            if (run > MOST_LEVELS) {
                throw new Unreadable(0, "nested too deeply; expected at most " + MOST_LEVELS + " levels");
            }
        }
    }

    /**
     * All that it says but what stands below these keys, to be compared; the order counts.
     *
     * @param unread keys with those of the tables around them, as in {@code package.version}
     */
    String facts(Set<String> unread) {
        StringBuilder facts = new StringBuilder();
        write("", values, unread, facts);
        return facts.toString();
    }

    private static void write(String path, Object value, Set<String> unread, StringBuilder into) {
        if (value instanceof Map<?, ?> table) {
            into.append("{");
            for (Map.Entry<?, ?> entry : table.entrySet()) {
                String below = path.isEmpty() ? String.valueOf(entry.getKey()) : path + "." + entry.getKey();
                if (!unread.contains(below)) {
                    write(String.valueOf(entry.getKey()), into);
                    write(below, entry.getValue(), unread, into);
                }
            }
            into.append("}");
        } else if (value instanceof List<?> list) {
            into.append("[");
            list.forEach(item -> write(path + "[]", item, unread, into));
            into.append("]");
        } else if (value instanceof Boolean) {
            into.append(value);
        } else {
            write(String.valueOf(value), into);
        }
    }

    /** With its length, so that no text can look like two. */
    private static void write(String text, StringBuilder into) {
        into.append(text.length()).append(":").append(text);
    }

    boolean has(String... path) {
        return find(path) != null;
    }

    String text(String... path) {
        return find(path) instanceof String text ? text : "";
    }

    List<String> texts(String... path) {
        return asTexts(find(path));
    }

    static List<String> asTexts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    Map<String, Object> table(String... path) {
        return asTable(find(path));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> asTable(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The text under the key of a table that a dependency's value may be. */
    static Optional<String> member(Object table, String key) {
        return asTable(table).get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private Object find(String... path) {
        Object value = values;
        for (String key : path) {
            value = asTable(value).get(key);
        }
        return value;
    }

    private static Map<String, Object> object(JsonParser parser, int level) throws IOException, Unreadable {
        if (level > MOST_LEVELS) {
            throw new Unreadable(0, "nested too deeply; expected at most " + MOST_LEVELS + " levels");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            object.put(key, value(parser, parser.nextToken(), level));
        }
        return object;
    }

    private static Object value(JsonParser parser, JsonToken token, int level) throws IOException, Unreadable {
        if (token == JsonToken.START_OBJECT) {
            return object(parser, level + 1);
        }
        if (token != JsonToken.START_ARRAY) {
            return token == JsonToken.VALUE_TRUE ? Boolean.TRUE : parser.getText();
        }
        if (level > MOST_LEVELS) {
            throw new Unreadable(0, "nested too deeply; expected at most " + MOST_LEVELS + " levels");
        }
        List<Object> list = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            list.add(value(parser, next, level + 1));
        }
        return list;
    }
}
