package io.jenkins.plugins.testeddelivery.config.lock;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the format of Yarn 1's lock file: like YAML, but with {@code key value} lines and several names per entry. */
final class YarnText {
    private final Map<String, Object> entries = new LinkedHashMap<>();
    private Map<String, Object> entry;
    private Map<String, Object> nested;

    private YarnText() {}

    /** Entries by their names, joined by a comma and a space. */
    static Map<String, Object> parse(String text) throws IOException {
        YarnText reader = new YarnText();
        int number = 0;
        for (String line : text.split("\r?\n")) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                reader.take(line, number);
            }
        }
        return reader.entries;
    }

    private void take(String line, int number) throws IOException {
        int indent = line.length() - line.stripLeading().length();
        boolean opens = line.endsWith(":");
        String words = opens ? line.substring(indent, line.length() - 1) : line.strip();
        if (indent == 0 && opens) {
            entry = new LinkedHashMap<>();
            nested = null;
            entries.put(words.replace("\"", ""), entry);
        } else if (indent == 2 && opens && entry != null) {
            nested = new LinkedHashMap<>();
            entry.put(words, nested);
        } else if (indent == 2 && entry != null) {
            put(entry, words, number);
        } else if (indent == 4 && nested != null) {
            put(nested, words, number);
        } else {
            throw new IOException("line " + number + ": expected an entry of a Yarn lock file, found something else");
        }
    }

    private static void put(Map<String, Object> map, String words, int number) throws IOException {
        int end = words.startsWith("\"") ? words.indexOf('"', 1) + 1 : words.indexOf(' ');
        if (end <= 0 || end >= words.length()) {
            throw new IOException("line " + number + ": expected a key and a value, found one word");
        }
        map.put(words.substring(0, end).replace("\"", ""), words.substring(end).strip().replace("\"", ""));
    }
}
