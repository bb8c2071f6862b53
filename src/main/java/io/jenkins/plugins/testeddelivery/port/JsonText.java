package io.jenkins.plugins.testeddelivery.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON exactly as Jackson's generator does, without the hundred classes that it takes; here into a text. */
class JsonText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final StringBuilder text = new StringBuilder(1 << 8);
    private final boolean pretty;
    private final List<String> lines = new ArrayList<>();
    private int depth;

    JsonText(boolean pretty) {
        this.pretty = pretty;
    }

    String text() {
        return text.toString();
    }

    void put(char c) {
        text.append(c);
    }

    void put(String part) {
        text.append(part);
    }

    /** A part of a text. */
    void put(String whole, int from, int to) {
        text.append(whole, from, to);
    }

    JsonText value(Object value) {
        if (value == null) {
            put("null");
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> items) {
            array(items.iterator());
        } else if (value instanceof Boolean bool) {
            put(bool.booleanValue() ? "true" : "false");
        } else if (value instanceof Double || value instanceof Float) {
            put(Double.toString(finite(((Number) value).doubleValue())));
        } else if (value instanceof BigInteger number) {
            put(number.toString());
        } else if (value instanceof Number number) {
            put(Long.toString(number.longValue()));
        } else {
            string(value.toString());
        }
        return this;
    }

    private void object(Map<?, ?> map) {
        put('{');
        depth++;
        boolean more = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            next(more);
            string(String.valueOf(entry.getKey()));
            put(pretty ? " : " : ":");
            value(entry.getValue());
            more = true;
        }
        end(more, '}');
    }

    private void array(Iterator<?> items) {
        put('[');
        depth++;
        boolean more = false;
        while (items.hasNext()) {
            next(more);
            value(items.next());
            more = true;
        }
        end(more, ']');
    }

    private void next(boolean more) {
        if (more) {
            put(',');
        }
        if (pretty) {
            line();
        }
    }

    private void end(boolean any, char close) {
        depth--;
        if (pretty) {
            if (any) {
                line();
            } else {
                put(' ');
            }
        }
        put(close);
    }

    private void line() {
        while (lines.size() <= depth) {
            lines.add("\n" + "  ".repeat(lines.size()));
        }
        put(lines.get(depth));
    }

    private void string(String value) {
        put('"');
        int start = 0;
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                put(value, start, i);
                escape(c);
                start = i + 1;
            }
        }
        // a part of a text is appended one character after the other
        if (start == 0) {
            put(value);
        } else {
            put(value, start, length);
        }
        put('"');
    }

    private void escape(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\b' -> put('b');
            case '\t' -> put('t');
            case '\n' -> put('n');
            case '\f' -> put('f');
            case '\r' -> put('r');
            default -> put("u00" + HEX[c >> 4] + HEX[c & 0xF]);
        }
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new UncheckedIOException(new IOException("a number is out of range"));
        }
        return number;
    }
}
