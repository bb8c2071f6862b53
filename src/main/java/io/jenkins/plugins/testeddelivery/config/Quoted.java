package io.jenkins.plugins.testeddelivery.config;

/** Shows foreign text in a message: on one line, without control characters, not too long. */
public final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /** In single quotes. */
    public static String of(String text) {
        return "'" + text(text, LONGEST) + "'";
    }

    public static String text(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int[] characters = text.codePoints().limit(longest).toArray();
        for (int c : characters) {
            boolean visible = !Character.isISOControl(c)
                    && Character.getType(c) != Character.FORMAT
                    && Character.getType(c) != Character.SURROGATE
                    && c != '\u2028'
                    && c != '\u2029';
            if (visible) {
                shown.appendCodePoint(c);
            } else {
                shown.append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : String.format("\\u%04x", c));
            }
        }
        return shown + (text.codePointCount(0, text.length()) > longest ? "…" : "");
    }
}
