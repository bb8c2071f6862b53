package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.SecretWords;
import java.util.Locale;
import java.util.Set;

/** Follows one build through its output. */
abstract class BuildTracker {
    static final int MOST_STEPS = 2_000;
    private static final int LONGEST = 100;

    /** Steps that make a layer; those that only set something cost nothing, whether cached or not. */
    private static final Set<String> LAYERS = Set.of("RUN", "COPY", "ADD", "WORKDIR");

    /** The next line from where a builder's own text begins. */
    abstract void line(String rest);

    /** Whether this line belongs to another build that begins with it. */
    abstract boolean endsBefore(String rest);

    /** Whether any step was seen. */
    abstract boolean begun();

    abstract BuildLog log();

    static boolean makesLayer(String instruction) {
        int space = instruction.indexOf(' ');
        String keyword = space < 0 ? instruction : instruction.substring(0, space);
        return LAYERS.contains(keyword.toUpperCase(Locale.ROOT));
    }

    /** On one line, short, and without secrets: it is kept. */
    static String shown(String instruction) {
        String plain = SecretWords.hidden(instruction.replaceAll("\\p{Cntrl}+| {2,}", " ").strip());
        return plain.length() > LONGEST ? plain.substring(0, LONGEST - 1) + "…" : plain;
    }
}
