package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * A Gradle script, Groovy or Kotlin, as words, texts and signs; comments are gone. It is looked at, never run.
 */
final class GradleScript {
    private final List<Token> tokens = new ArrayList<>();
    private final String text;
    private int at;
    private int line = 1;

    /** The kinds of tokens. */
    enum Type {
        WORD,
        /** A text in quotes. */
        TEXT,
        /** A text in quotes with something in it that is filled in when the script runs. */
        FILLED,
        SIGN
    }

    /** One token; {@code text} is without quotes. */
    record Token(Type type, String text, int line) {
        boolean is(String sign) {
            return type == Type.SIGN && text.equals(sign);
        }

        boolean word(String word) {
            return type == Type.WORD && text.equals(word);
        }
    }

    private GradleScript(String text) {
        this.text = text;
    }

    static List<Token> read(byte[] bytes) throws Unreadable {
        GradleScript script = new GradleScript(TextLines.text(bytes));
        script.scan();
        return script.tokens;
    }

    private void scan() throws Unreadable {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                tokens.add(new Token(Type.SIGN, "\n", line - 1));
                at++;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                at = end("\n");
            } else if (text.startsWith("/*", at)) {
                skipTo("*/");
            } else if (text.startsWith("\"\"\"", at) || text.startsWith("'''", at)) {
                quoted(text.substring(at, at + 3));
            } else if (c == '"' || c == '\'') {
                quoted(String.valueOf(c));
            } else if (Character.isJavaIdentifierStart(c)) {
                int start = at;
                while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                    at++;
                }
                tokens.add(new Token(Type.WORD, text.substring(start, at), line));
            } else {
                tokens.add(new Token(Type.SIGN, String.valueOf(c), line));
                at++;
            }
        }
    }

    private void quoted(String quotes) throws Unreadable {
        int first = line;
        at += quotes.length();
        StringBuilder inside = new StringBuilder();
        boolean filled = false;
        while (!text.startsWith(quotes, at)) {
            if (at >= text.length() || text.charAt(at) == '\n' && quotes.length() == 1) {
                throw new Unreadable(first, "a text in quotes does not end");
            }
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                c = text.charAt(at);
            } else {
                filled |= c == '$' && quotes.charAt(0) == '"';
            }
            line += c == '\n' ? 1 : 0;
            inside.append(c);
            at++;
        }
        at += quotes.length();
        tokens.add(new Token(filled ? Type.FILLED : Type.TEXT, inside.toString(), first));
    }

    private void skipTo(String end) {
        int stop = end(end);
        for (int i = at; i < Math.min(stop + end.length(), text.length()); i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        at = Math.min(stop + end.length(), text.length());
    }

    private int end(String sign) {
        int found = text.indexOf(sign, at);
        return found < 0 ? text.length() : found;
    }
}
