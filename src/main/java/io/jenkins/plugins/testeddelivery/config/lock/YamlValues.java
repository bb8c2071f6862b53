package io.jenkins.plugins.testeddelivery.config.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML lock file as maps, lists and texts. Builds them from the parser's events: a lock file is large, and neither
 * its depth nor its size may cost the stack. Such files have no anchors and no second document.
 */
final class YamlValues {
    private static final int MOST_LEVELS = 50;

    private final Deque<Object> open = new ArrayDeque<>();
    private final Deque<String> keys = new ArrayDeque<>();
    private Object root = Map.of();

    private YamlValues() {}

    /** @throws IOException if it is not such a file */
    static Map<String, Object> read(byte[] content) throws IOException {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setUseMarks(false)
                .build();
        YamlValues values = new YamlValues();
        try {
            int documents = 0;
            for (Event event : new Parse(settings).parseString(new String(content, StandardCharsets.UTF_8))) {
                if (event.getEventId() == Event.ID.DocumentStart && ++documents > 1) {
                    throw new IOException("expected one YAML document, found a second");
                }
                values.take(event);
            }
        } catch (YamlEngineException e) {
            throw new IOException(
                    "this is not YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
        return Shape.map(values.root);
    }

    private void take(Event event) throws IOException {
        switch (event.getEventId()) {
            case MappingStart -> begin(new LinkedHashMap<String, Object>());
            case SequenceStart -> begin(new ArrayList<>());
            case MappingEnd, SequenceEnd -> {
                Object done = open.pop();
                keys.pop();
                put(done);
            }
            case Scalar -> put(((ScalarEvent) event).getValue());
            case Alias -> throw new IOException(
                    "expected no aliases in a lock file, found *" + ((AliasEvent) event).getAlias());
            default -> {
                // begins and ends of stream, document and comment carry no value
            }
        }
    }

    private void begin(Object collection) throws IOException {
        if (open.size() >= MOST_LEVELS) {
            throw new IOException("expected at most " + MOST_LEVELS + " levels, found more");
        }
        open.push(collection);
        keys.push("");
    }

    @SuppressWarnings("unchecked")
    private void put(Object value) throws IOException {
        if (open.isEmpty()) {
            root = value;
        } else if (open.peek() instanceof List) {
            ((List<Object>) open.peek()).add(value);
        } else if (keys.peek().isEmpty()) {
            if (!(value instanceof String key)) {
                throw new IOException("expected a text as a key, found a collection");
            }
            keys.pop();
            // marked, so that an empty key is one too
            keys.push("k" + key);
        } else {
            ((Map<String, Object>) open.peek()).put(keys.pop().substring(1), value);
            keys.push("");
        }
    }
}
