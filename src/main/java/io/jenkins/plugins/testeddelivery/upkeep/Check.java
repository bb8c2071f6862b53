package io.jenkins.plugins.testeddelivery.upkeep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that was looked at.
 *
 * @param name in one word
 * @param text in a sentence: what is, and what to do where it is not well
 * @param facts figures for programs
 */
public record Check(String name, State state, String text, Map<String, Object> facts) {
    /** How it is. */
    public enum State {
        OK,
        /** Something to know that stops nothing. */
        NOTE,
        /** The next build will fail, or its plan will be wrong. */
        PROBLEM,
        /** A service that is needed cannot be reached. */
        UNREACHABLE
    }

    public Check {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
