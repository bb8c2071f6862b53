package io.jenkins.plugins.testeddelivery.release;

/**
 * Makes text of unknown origin fit for a line that people read: nothing in it moves a cursor or hides another
 * character.
 */
final class Printable {
    private static final int LONGEST = 300;

    private Printable() {}

    static String text(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (harmless(point)) {
                line.appendCodePoint(point);
            } else {
                line.append(String.format("\\u%04x", point));
            }
        });
        return line.toString();
    }

    /** In quotes and not too long, for messages that name what was found. */
    static String quoted(Object value) {
        String text = String.valueOf(value);
        boolean cut = text.length() > LONGEST;
        return '"' + text(cut ? text.substring(0, LONGEST) : text) + (cut ? "…" : "") + '"';
    }

    private static boolean harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
