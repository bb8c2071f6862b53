package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Guarded;
import io.jenkins.plugins.testeddelivery.config.Project;

/**
 * Where a state's definitions come from.
 *
 * @param file path of the configuration in the repository; empty: {@code delivery.yaml} if there is one
 * @param trusted a commit whose configuration says what a change request must not decide for itself, see {@link Guarded};
 *     empty: the state's own says all
 */
record ConfigSource(String file, String trusted) {
    /** What besides the tree decides about what is found in it. */
    String key() {
        return file + "\0" + trusted;
    }

    /** Whether another look at the same tree is sure to find the same definitions. */
    boolean settles(Project project) {
        // a name may move, and a trusted commit that cannot be read today may have been fetched tomorrow
        return trusted.isEmpty()
                || CommitCheck.isFullId(trusted)
                        && project.warnings().stream().noneMatch(warning -> warning.startsWith(Guarded.UNREAD));
    }
}
