package io.jenkins.plugins.testeddelivery.jenkins.agent;

import java.util.regex.Pattern;

/** Makes text harmless in a build log: Jenkins reads escape sequences there as its own annotations. */
final class LogText {
    /** What terminals take for a colour or a move of the cursor. */
    private static final Pattern TERMINAL = Pattern.compile("\\x1B\\[[0-9;?]*[ -/]*[@-~]");

    private LogText() {}

    /** Without control characters: no line break makes a second line, no escape begins a console note. */
    static String oneLine(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        TERMINAL.matcher(text)
                .replaceAll("")
                .codePoints()
                .forEach(point -> plain.appendCodePoint(
                        point != '\t' && (Character.isISOControl(point) || isSeparator(point)) ? ' ' : point));
        return plain.toString();
    }

    /** What some terminals and browsers take for the end of a line, or that turns the reading direction. */
    private static boolean isSeparator(int point) {
        return point == 0x2028 || point == 0x2029 || point >= 0x202a && point <= 0x202e
                || point >= 0x2066 && point <= 0x2069;
    }
}
