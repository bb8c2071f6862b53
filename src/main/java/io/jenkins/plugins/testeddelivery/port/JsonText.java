package io.jenkins.plugins.testeddelivery.port;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON exactly as Jackson's generator does, without the hundred classes that it takes. */
final class JsonText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final int CHUNK = 1 << 15;

    private final StringBuilder text = new StringBuilder(1 << 12);
    private final boolean pretty;
    private final PrintStream out;
    private final List<String> lines = new ArrayList<>();
    private int depth;

    JsonText(boolean pretty) {
        this(pretty, null);
    }

    /** @param out gets what is written, in pieces, as UTF-8; null: it is all kept */
    JsonText(boolean pretty, PrintStream out) {
        this.pretty = pretty;
        this.out = out;
    }

    StringBuilder text() {
        return text;
    }

    /** Hands over what is not yet. */
    void flush() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        text.setLength(0);
    }

    JsonText value(Object value) {
        if (value == null) {
            text.append("null");
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> items) {
            array(items.iterator());
        } else if (value instanceof Boolean bool) {
            text.append(bool.booleanValue());
        } else if (value instanceof Double || value instanceof Float) {
            text.append(finite(((Number) value).doubleValue()));
        } else if (value instanceof BigInteger number) {
            text.append(number);
        } else if (value instanceof Number number) {
            text.append(number.longValue());
        } else {
            string(value.toString());
        }
        return this;
    }

    private void object(Map<?, ?> map) {
        text.append('{');
        depth++;
        boolean more = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            next(more);
            string(String.valueOf(entry.getKey()));
            text.append(pretty ? " : " : ":");
            value(entry.getValue());
            more = true;
        }
        end(more, '}');
    }

    private void array(Iterator<?> items) {
        text.append('[');
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
            text.append(',');
        }
        if (out != null && text.length() > CHUNK) {
            flush();
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
                text.append(' ');
            }
        }
        text.append(close);
    }

    private void line() {
        while (lines.size() <= depth) {
            lines.add("\n" + "  ".repeat(lines.size()));
        }
        text.append(lines.get(depth));
    }

    private void string(String value) {
        text.append('"');
        int start = 0;
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text.append(value, start, i);
                escape(c);
                start = i + 1;
            }
        }
        // a part of a text is appended one character after the other
        text.append(start == 0 ? value : value.substring(start)).append('"');
    }

    private void escape(char c) {
        text.append('\\');
        switch (c) {
            case '"', '\\' -> text.append(c);
            case '\b' -> text.append('b');
            case '\t' -> text.append('t');
            case '\n' -> text.append('n');
            case '\f' -> text.append('f');
            case '\r' -> text.append('r');
            default -> text.append("u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
        }
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new UncheckedIOException(new IOException("a number is out of range"));
        }
        return number;
    }
}
