package io.jenkins.plugins.testeddelivery.git;

import java.util.Optional;

/**
 * One path at which two states differ.
 *
 * @param before empty: there was nothing
 * @param after empty: there is nothing
 */
record Delta(String path, Optional<Entry> before, Optional<Entry> after) {
    boolean addsOrDeletes() {
        return before.isEmpty() || after.isEmpty();
    }

    /** Whether a regular file is all that there was and is. */
    boolean regular() {
        return (before.isEmpty() || before.get().regular()) && (after.isEmpty() || after.get().regular());
    }
}
