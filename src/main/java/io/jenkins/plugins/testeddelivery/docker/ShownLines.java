package io.jenkins.plugins.testeddelivery.docker;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells, of a builder's output, what people want to see: the steps and what they print, and not what the builder does
 * for itself. What is left still says, to whoever reads the log later, which layers came from the cache.
 */
public final class ShownLines {
    private static final Pattern VERTEX = Pattern.compile("#(\\d{1,6}) (.*)");
    private static final Pattern OWN = Pattern.compile("\\[internal] .*|\\[auth] .*|exporting .*|importing cache manifest .*");
    private static final Pattern TROUBLE = Pattern.compile("(?i).*\\b(error|warn(ing)?|failed)\\b.*");
    private static final Pattern CLASSIC = Pattern.compile("Removing intermediate container [0-9a-f]+");

    private final Set<String> own = new HashSet<>();
    private boolean begun;

    /** Whether the next line is to be shown. */
    public boolean show(String line) {
        Matcher vertex = VERTEX.matcher(line);
        if (!vertex.matches()) {
            return !CLASSIC.matcher(line).matches();
        }
        String text = vertex.group(2);
        if (OWN.matcher(text).matches()) {
            own.add(vertex.group(1));
            // the first line of all is what a build is known by
            boolean first = !begun;
            begun = true;
            return first;
        }
        begun = true;
        return !own.contains(vertex.group(1)) || TROUBLE.matcher(text).matches();
    }
}
