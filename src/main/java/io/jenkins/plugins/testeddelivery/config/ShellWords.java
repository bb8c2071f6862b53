package io.jenkins.plugins.testeddelivery.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line at white space the way a Dockerfile's builder does: quotes hold words together, an escape takes the
 * meaning from the next character, variables are left alone.
 *
 * @param words in order
 * @param balanced whether every quote was closed
 * @param end where the scan stopped: the length of the text, or the start of the rest where only a part was asked for
 */
record ShellWords(List<String> words, boolean balanced, int end) {

    /** Every word, quotes and escapes taken off. */
    static ShellWords of(String text, char escape) {
        return new Scan(text, escape, false).all();
    }

    /** Every word as it is written, quotes and escapes included. */
    static ShellWords raw(String text, char escape) {
        return new Scan(text, escape, true).all();
    }

    /** The words in front that start with {@code --}; one that is nothing else ends them. */
    static ShellWords flags(String text, char escape) {
        return new Scan(text, escape, false).flags();
    }

    private static final class Scan {
        private final String text;
        private final char escape;
        private final boolean raw;
        private final List<String> words = new ArrayList<>();
        private boolean balanced = true;
        private int at;

        Scan(String text, char escape, boolean raw) {
            this.text = text;
            this.escape = escape;
            this.raw = raw;
        }

        ShellWords all() {
            for (skipSpace(); at < text.length(); skipSpace()) {
                words.add(word());
            }
            return new ShellWords(words, balanced, at);
        }

        ShellWords flags() {
            for (skipSpace(); text.startsWith("--", at); skipSpace()) {
                String word = word();
                if (word.equals("--")) {
                    skipSpace();
                    break;
                }
                words.add(word);
            }
            return new ShellWords(words, balanced, at);
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private String word() {
            StringBuilder word = new StringBuilder();
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                char c = text.charAt(at);
                if (c == '\'' || c == '"') {
                    quoted(word, c);
                } else if (c == escape) {
                    escaped(word, true);
                } else {
                    word.append(c);
                    at++;
                }
            }
            return word.toString();
        }

        private void quoted(StringBuilder word, char quote) {
            mark(word, quote);
            at++;
            while (at < text.length() && text.charAt(at) != quote) {
                char c = text.charAt(at);
                if (c == escape && quote == '"') {
                    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
                    escaped(word, next == '"' || next == '$' || next == escape);
                } else {
                    word.append(c);
                    at++;
                }
            }
            if (at < text.length()) {
                mark(word, quote);
                at++;
            } else {
                balanced = false;
            }
        }

        private void escaped(StringBuilder word, boolean takesMeaning) {
            if (raw || !takesMeaning) {
                word.append(escape);
            }
            at++;
            if (at < text.length()) {
                word.append(text.charAt(at));
                at++;
            }
        }

        private void mark(StringBuilder word, char quote) {
            if (raw) {
                word.append(quote);
            }
        }
    }
}
