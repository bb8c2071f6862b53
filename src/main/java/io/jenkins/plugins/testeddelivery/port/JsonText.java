package io.jenkins.plugins.testeddelivery.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON exactly as Jackson's generator does, without the hundred classes that it takes; here into a text. */
class JsonText implements JsonObject.Members {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final StringBuilder text = new StringBuilder(1 << 8);
    private final boolean pretty;
    private final List<String> lines = new ArrayList<>();
    private int depth;
    private boolean more;

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
        // most are texts; and of a class it is told sooner than of an interface
        if (value instanceof String text) {
            string(text);
        } else if (value == null) {
            put("null");
        } else if (value instanceof JsonObject object) {
            object(object);
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
        boolean outside = begin('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            member(String.valueOf(entry.getKey()), entry.getValue());
        }
        end('}', outside);
    }

    private void object(JsonObject object) {
        boolean outside = begin('{');
        object.tell(this);
        end('}', outside);
    }

    private void array(Iterator<?> items) {
        boolean outside = begin('[');
        while (items.hasNext()) {
            next();
            value(items.next());
        }
        end(']', outside);
    }

    @Override
    public void member(String name, Object value) {
        next();
        name(name);
        value(value);
    }

    /** Whether something came before this, for {@link #end}. */
    private boolean begin(char open) {
        put(open);
        depth++;
        boolean outside = more;
        more = false;
        return outside;
    }

    private void next() {
        if (more) {
            put(',');
        }
        if (pretty) {
            line(depth);
        }
        more = true;
    }

    private void end(char close, boolean outside) {
        depth--;
        if (pretty) {
            if (more) {
                line(depth);
            } else {
                put(' ');
            }
        }
        put(close);
        more = outside;
    }

    /** A new line, indented. */
    void line(int indentation) {
        while (lines.size() <= indentation) {
            lines.add("\n" + "  ".repeat(lines.size()));
        }
        put(lines.get(indentation));
    }

    /** A member's, with what stands between it and the value. */
    void name(String name) {
        string(name);
        put(pretty ? " : " : ":");
    }

    void string(String value) {
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
