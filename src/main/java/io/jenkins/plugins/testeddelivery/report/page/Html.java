package io.jenkins.plugins.testeddelivery.report.page;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML in which every text and every attribute's value is escaped; elements are closed in their order. */
final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values in turn; a name with an empty value is left out */
    Html open(String element, String... attributes) {
        start(element, attributes);
        open.push(element);
        return this;
    }

    /** An element without content and end tag, as {@code meta}. */
    Html lone(String element, String... attributes) {
        start(element, attributes);
        return this;
    }

    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** What is written already, by us: a style sheet. */
    Html raw(String html) {
        out.append(html);
        return this;
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException(open + " is not closed");
        }
        return out.toString();
    }

    private void start(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                out.append(' ').append(attributes[i]).append("=\"");
                escape(attributes[i + 1]);
                out.append('"');
            }
        }
        out.append('>');
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    if (c >= ' ' && c != 0x7f || c == '\n' || c == '\t') {
                        out.appendCodePoint(c);
                    } else {
                        // no document may hold it; users' texts do
                        out.append('\uFFFD');
                    }
                }
            }
        });
    }
}
