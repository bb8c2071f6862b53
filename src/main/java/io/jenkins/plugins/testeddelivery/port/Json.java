package io.jenkins.plugins.testeddelivery.port;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * JSON as plain maps, lists, strings, numbers and booleans, through Jackson's streaming core: data binding costs a
 * tenth of a second at every start of the command, and these shapes are what a Pipeline script gets anyway.
 */
public final class Json {
    /** Made when something is read, which is not at every start of the command. */
    private static final class Reading {
        private static final JsonFactory FACTORY = strict(true);
        private static final JsonFactory OWN = strict(false);

        private static JsonFactory strict(boolean strict) {
            return JsonFactory.builder()
                    .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                    // names come from users too (components, files): interning would keep them for ever
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();
        }

        private Reading() {}
    }

    private Json() {}

    /**
     * Reads one document.
     *
     * @throws IOException if it is not exactly one well-formed document; the message has line and column
     */
    public static Object read(byte[] json) throws IOException {
        try (JsonParser parser = Reading.FACTORY.createParser(json)) {
            return document(parser);
        } catch (JsonProcessingException e) {
            throw wrong(e);
        }
    }

    public static Object read(String json) throws IOException {
        try (JsonParser parser = Reading.FACTORY.createParser(json)) {
            return document(parser);
        } catch (JsonProcessingException e) {
            throw wrong(e);
        }
    }

    /** Reads a document that must be an object. */
    public static Map<String, Object> readObject(byte[] json) throws IOException {
        return object(read(json));
    }

    /**
     * Reads an object that is a part of a larger array, of which a checksum says that this program wrote it: names that
     * come twice are not looked for.
     */
    public static Map<String, Object> readObject(byte[] bytes, int offset, int length) throws IOException {
        return readObject(bytes, offset, length, name -> true);
    }

    /** The same, of which only these members are taken; what the others hold is stepped over. */
    public static Map<String, Object> readObject(byte[] bytes, int offset, int length, Predicate<String> members)
            throws IOException {
        try (JsonParser parser = Reading.OWN.createParser(bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("expected a JSON object");
            }
            Map<String, Object> object = new LinkedHashMap<>();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (members.test(key)) {
                    object.put(key, value(parser, token));
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new IOException("text after the end of the document");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw wrong(e);
        }
    }

    public static Map<String, Object> readObject(String json) throws IOException {
        return object(read(json));
    }

    /** On one line, keys in the order they have. */
    public static String line(Object value) {
        return new JsonText(false).value(value).text();
    }

    /** On one line with every object's keys sorted: equal values, equal text. */
    public static String canonical(Object value) {
        return new JsonText(false).value(sorted(value)).text();
    }

    /** Indented by two, for files that people read; ends with a newline. */
    public static String pretty(Object value) {
        return new JsonText(true).value(value).text() + '\n';
    }

    /** The same, written to a stream as UTF-8: a long document is never whole in memory. */
    public static void pretty(Object value, PrintStream out) {
        JsonStream json = new JsonStream(out);
        json.value(value).put('\n');
        json.flush();
    }

    /** The member as text; empty where it is missing or null. */
    public static String text(Map<String, Object> object, String key) {
        Object value = object.get(key);
        return value == null ? "" : value.toString();
    }

    /** The member as a number; 0 where it is missing. */
    public static long number(Map<String, Object> object, String key) {
        return object.get(key) instanceof Number number ? number.longValue() : 0;
    }

    /** The member as an object; empty where it is missing or something else. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Map<String, Object> object, String key) {
        return object.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The member as a list of objects; whatever is no object is left out. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> maps(Map<String, Object> object, String key) {
        List<Map<String, Object>> all = new ArrayList<>();
        if (object.get(key) instanceof List<?> list) {
            list.forEach(item -> {
                if (item instanceof Map<?, ?> map) {
                    all.add((Map<String, Object>) map);
                }
            });
        }
        return all;
    }

    /** The member as a list of texts; empty where it is missing, and without its nulls. */
    public static List<String> texts(Map<String, Object> object, String key) {
        return object.get(key) instanceof List<?> list
                ? list.stream().filter(Objects::nonNull).map(String::valueOf).toList()
                : List.of();
    }

    /** The member as a map of texts, in its order; empty where it is missing. */
    public static Map<String, String> textMap(Map<String, Object> object, String key) {
        Map<String, String> all = new LinkedHashMap<>();
        Map<String, Object> members = map(object, key);
        members.keySet().forEach(name -> all.put(name, text(members, name)));
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IOException("expected a JSON object");
    }

    /** On one line; Jackson's own message spreads over several. */
    private static IOException wrong(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return new IOException(e.getOriginalMessage().replaceAll("\\s*\\R\\s*", " ") + where, e);
    }

    private static Object document(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new IOException("empty document");
        }
        Object value = value(parser, token);
        if (parser.nextToken() != null) {
            throw new IOException("text after the end of the document");
        }
        return value;
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                    object.put(key, value(parser, parser.nextToken()));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    list.add(value(parser, next));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? parser.getBigIntegerValue()
                    : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new IOException("unexpected " + token);
        };
    }

    private static double finite(double number) throws IOException {
        if (!Double.isFinite(number)) {
            throw new IOException("a number is out of range");
        }
        return number;
    }

    private static Object sorted(Object value) {
        if (value instanceof JsonObject object) {
            return sorted(object.map());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> all = new TreeMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                all.put(String.valueOf(entry.getKey()), sorted(entry.getValue()));
            }
            return all;
        }
        if (value instanceof Iterable<?> items) {
            List<Object> all = new ArrayList<>();
            for (Object item : items) {
                all.add(sorted(item));
            }
            return all;
        }
        return value;
    }
}
