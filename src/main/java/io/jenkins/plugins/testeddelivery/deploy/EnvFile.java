package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the host's run-time environment, one {@code NAME=value} a line, and fills it into templates. */
final class EnvFile {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*)");
    private static final Pattern HOLE =
            Pattern.compile("\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?-)([^}]*))?}|\\$([A-Za-z_][A-Za-z0-9_]*)");

    private EnvFile() {}

    static Map<String, String> read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text.split("\\R")) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                values.put(matcher.group(1), value(matcher.group(2).strip()));
            }
        }
        return values;
    }

    /**
     * Fills {@code ${NAME}}, {@code ${NAME:-default}} and {@code $NAME}.
     *
     * @param what names the template in the error
     */
    static String fill(String template, Map<String, String> values, String what) {
        return HOLE.matcher(template).replaceAll(hole -> {
            if ("$$".equals(hole.group())) {
                return Matcher.quoteReplacement("$");
            }
            String name = hole.group(1) != null ? hole.group(1) : hole.group(4);
            String value = values.get(name);
            boolean missing = value == null || (value.isEmpty() && ":-".equals(hole.group(2)));
            if (missing && hole.group(2) != null) {
                return Matcher.quoteReplacement(hole.group(3));
            }
            if (missing) {
                throw Failure.usage(what + " uses ${" + name + "}, which the environment's envFile does not set. Set "
                        + name + " there, or write ${" + name + ":-default}.");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String value(String text) {
        char quote = text.isEmpty() ? 0 : text.charAt(0);
        if (quote == '"' || quote == '\'') {
            int end = text.indexOf(quote, 1);
            return end < 0 ? text : text.substring(1, end);
        }
        int comment = text.indexOf(" #");
        return comment < 0 ? text : text.substring(0, comment).stripTrailing();
    }
}
