package io.jenkins.plugins.testeddelivery.docker;

import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells lines of a builder's from all others by how they begin, after whatever a build server puts before them. */
final class Marks {
    private static final String CONTEXT = "Sending build context to Docker daemon";

    private Marks() {}

    /** Where a builder's own text begins in the line; -1: nowhere. */
    static int find(String line) {
        int from = 0;
        int most = Math.min(line.length(), 160);
        for (int at = from; at < most; at++) {
            boolean start = at == 0 || line.charAt(at - 1) == ' ' || line.charAt(at - 1) == '\t';
            if (start && isMark(line, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isMark(String line, int at) {
        return switch (line.charAt(at)) {
            case '#' -> vertex(line, at) >= 0;
            case 'S' -> line.startsWith(CONTEXT, at) || step(line, at) != null;
            case '-' -> line.startsWith("---> ", at) || line.startsWith("--> ", at);
            case '=' -> line.startsWith("=> ", at);
            default -> false;
        };
    }

    /** Whether a build begins here. */
    static boolean begins(String rest) {
        if (rest.startsWith("=> ")) {
            return true;
        }
        int vertex = vertex(rest, 0);
        if (vertex >= 0) {
            // its first ones, and only with a name: "#1 DONE" is the end of something else
            return vertex <= 2 && (text(rest).startsWith("[") || text(rest).startsWith("building with"));
        }
        int[] step = step(rest, 0);
        return rest.startsWith(CONTEXT) || step != null && step[0] == 1;
    }

    static BuildTracker tracker(String rest, LongSupplier nanos) {
        return rest.startsWith("#") || rest.startsWith("=>") ? new BuildKitTracker() : new ClassicTracker(nanos);
    }

    /** The number of {@code #12 …}; -1: it is none. */
    static int vertex(String line, int at) {
        int end = at + 1;
        while (end < line.length() && end - at <= 6 && Character.isDigit(line.charAt(end))) {
            end++;
        }
        return end > at + 1 && end < line.length() && line.charAt(end) == ' ' && line.charAt(at) == '#'
                ? number(line.substring(at + 1, end))
                : -1;
    }

    /** What stands after {@code #12 }. */
    static String text(String rest) {
        return rest.substring(rest.indexOf(' ') + 1);
    }

    /** Number and count of {@code Step 3/10 :} or {@code STEP 3/10:}, and where its instruction begins; null: it is none. */
    static int[] step(String line, int at) {
        if (!line.regionMatches(true, at, "Step ", 0, 5)) {
            return null;
        }
        int slash = digits(line, at + 5);
        int end = slash > at + 5 && slash < line.length() && line.charAt(slash) == '/' ? digits(line, slash + 1) : -1;
        if (end <= slash + 1) {
            return null;
        }
        int colon = end < line.length() && line.charAt(end) == ' ' ? end + 1 : end;
        if (colon >= line.length() || line.charAt(colon) != ':') {
            return null;
        }
        return new int[] {
            number(line.substring(at + 5, slash)), number(line.substring(slash + 1, end)), colon + 1
        };
    }

    /** Bytes of {@code 4.096kB}, {@code 309B}, {@code 1.5MiB} at the start of the text; -1: it is no size. */
    static long bytes(String text) {
        int end = 0;
        while (end < text.length() && end < 16 && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        int unit = end;
        while (unit < text.length() && unit - end < 4 && Character.isLetter(text.charAt(unit))) {
            unit++;
        }
        String digits = text.substring(0, end);
        if (!digits.matches("[0-9]{1,12}(\\.[0-9]{1,6})?")) {
            return -1;
        }
        double factor =
                switch (text.substring(end, unit).toLowerCase(Locale.ROOT)) {
                    case "b" -> 1;
                    case "kb" -> 1e3;
                    case "mb" -> 1e6;
                    case "gb" -> 1e9;
                    case "tb" -> 1e12;
                    case "kib" -> 1 << 10;
                    case "mib" -> 1 << 20;
                    case "gib" -> 1 << 30;
                    default -> -1;
                };
        return factor < 0 ? -1 : Math.round(Double.parseDouble(digits) * factor);
    }

    /** Milliseconds of {@code 12.3s}, {@code 4.0s done}; -1: it is no time. */
    static long millis(String text) {
        int end = text.indexOf('s');
        String digits = end < 0 ? "" : text.substring(0, end);
        return digits.matches("[0-9]{1,7}(\\.[0-9]{1,6})?") ? Math.round(Double.parseDouble(digits) * 1000) : -1;
    }

    private static int digits(String line, int from) {
        int end = from;
        while (end < line.length() && end - from < 6 && Character.isDigit(line.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int number(String digits) {
        return digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : -1;
    }
}
