package io.jenkins.plugins.testeddelivery.report;

/**
 * Marks up text for a terminal, or leaves it plain. Whatever came from outside goes through {@link #plain}: a file name
 * may hold control characters that would move the cursor or end the line.
 */
public final class Ink {
    private static final String END = "\u001B[0m";

    /** Cyan, magenta, blue, green, yellow and their bold forms; red is for what is bad. */
    private static final String[] TINTS = {"36", "35", "34", "32", "33", "1;36", "1;35", "1;34", "1;32", "1;33"};

    private final boolean color;

    public Ink(boolean color) {
        this.color = color;
    }

    public String bold(String text) {
        return wrap("\u001B[1m", text);
    }

    public String dim(String text) {
        return wrap("\u001B[2m", text);
    }

    public String good(String text) {
        return wrap("\u001B[32m", text);
    }

    public String bad(String text) {
        return wrap("\u001B[31m", text);
    }

    public String notice(String text) {
        return wrap("\u001B[33m", text);
    }

    /** One of a few colours that are told apart on a light and on a dark ground, always the same for a number. */
    public String tint(int number, String text) {
        return wrap("\u001B[" + TINTS[Math.floorMod(number, TINTS.length)] + "m", text);
    }

    private String wrap(String start, String text) {
        return color ? start + text + END : text;
    }

    /** The text with every control character shown as its escape. */
    public static String plain(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                shown.append("\\n");
            } else if (c == '\t') {
                shown.append("\\t");
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** The text filled up with spaces to this width. */
    public static String pad(String text, int width) {
        int missing = width - text.codePointCount(0, text.length());
        return missing > 0 ? text + " ".repeat(missing) : text;
    }
}
