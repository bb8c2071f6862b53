package io.jenkins.plugins.testeddelivery.config;

/**
 * The characters that {@code [a-z]}, {@code [!0-9]}, {@code [[:alpha:]_]} in a pattern stand for.
 *
 * @param negated everything but these
 * @param ranges first and last character by turns
 * @param end where the pattern goes on
 */
record CharacterClass(boolean negated, String ranges, int end) {

    /** The class whose bracket opens there; null if it never closes or names a class that does not exist. */
    static CharacterClass at(String text, int bracket) {
        int at = bracket + 1;
        boolean negated = at < text.length() && (text.charAt(at) == '!' || text.charAt(at) == '^');
        if (negated) {
            at++;
        }
        StringBuilder ranges = new StringBuilder();
        // a closing bracket that comes first means itself
        for (boolean first = true; at < text.length(); first = false) {
            char c = text.charAt(at);
            if (c == ']' && !first) {
                return new CharacterClass(negated, ranges.toString(), at + 1);
            }
            int close = text.startsWith("[:", at) ? text.indexOf(']', at + 2) : -1;
            if (close > at + 2 && text.charAt(close - 1) == ':') {
                String named = named(text.substring(at + 2, close - 1));
                if (named.isEmpty()) {
                    return null;
                }
                ranges.append(named);
                at = close + 1;
                continue;
            }
            if (c == '\\' && ++at < text.length()) {
                c = text.charAt(at);
            }
            at++;
            char last = c;
            if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
                at++;
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                last = text.charAt(at++);
            }
            // a range the wrong way round still holds its first character
            ranges.append(c).append(c).append(c).append(last);
        }
        return null;
    }

    boolean contains(char c) {
        for (int i = 0; i < ranges.length(); i += 2) {
            if (ranges.charAt(i) <= c && c <= ranges.charAt(i + 1)) {
                return !negated;
            }
        }
        return negated;
    }

    private static String named(String name) {
        return switch (name) {
            case "alnum" -> "azAZ09";
            case "alpha" -> "azAZ";
            case "blank" -> "  \t\t";
            case "cntrl" -> "\u0000\u001f\u007f\u007f";
            case "digit" -> "09";
            case "graph" -> "!~";
            case "lower" -> "az";
            case "print" -> " ~";
            case "punct" -> "!/:@[`{~";
            case "space" -> "  \t\r";
            case "upper" -> "AZ";
            case "xdigit" -> "09afAF";
            default -> "";
        };
    }
}
