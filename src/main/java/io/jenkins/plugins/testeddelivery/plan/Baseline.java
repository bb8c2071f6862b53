package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.git.Change;
import java.util.List;

/**
 * What one component is compared with.
 *
 * @param commit empty: none
 * @param fingerprint of the component there; empty: unknown, so the component is affected
 * @param problem typed reason why there is none: {@code NO_BASE}, {@code SHALLOW} …; empty: there is one
 * @param text in words: what it is, or why there is none
 * @param changes every file of the repository that differs at head, sorted
 */
record Baseline(String commit, String fingerprint, String problem, String text, List<Change> changes) {
    static final String NO_BASE = "NO_BASE";
    static final String NEW_COMPONENT = "NEW_COMPONENT";

    static Baseline none(String problem, String text) {
        return new Baseline("", "", problem, text, List.of());
    }
}
