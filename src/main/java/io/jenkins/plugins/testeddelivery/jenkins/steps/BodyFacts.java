package io.jenkins.plugins.testeddelivery.jenkins.steps;

import java.util.List;

/**
 * What is known of a body that tried a set: it passed only if nothing of this speaks against it.
 *
 * @param error why the body ended abnormally, in words; empty: it ended normally
 * @param warnings of its own steps, at or beyond unstable, in words
 * @param worsened what the run's result became meanwhile, where nobody but the body can have done that; empty: nothing
 * @param tests that its own steps recorded
 * @param failed of them
 */
record BodyFacts(String error, List<String> warnings, String worsened, long tests, long failed) {
    private static final int LONGEST = 300;

    BodyFacts {
        warnings = List.copyOf(warnings);
    }

    /** Why the trial failed, in words; empty: it passed. */
    String reason() {
        if (!error.isEmpty()) {
            return "the body failed: " + shortened(error);
        }
        if (failed > 0) {
            return failed + " of " + tests + " tests failed";
        }
        if (!warnings.isEmpty()) {
            return "a step in the body left a warning: " + shortened(warnings.get(0))
                    + (warnings.size() > 1 ? " (and " + (warnings.size() - 1) + " more)" : "");
        }
        return worsened.isEmpty() ? "" : "the body made the build " + worsened;
    }

    /** What a message says beyond that is in the build's log. */
    private static String shortened(String words) {
        String line = words.lines().findFirst().orElse("").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
