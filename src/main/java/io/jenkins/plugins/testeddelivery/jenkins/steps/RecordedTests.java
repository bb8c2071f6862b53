package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.model.Run;
import hudson.tasks.junit.TestResult;
import hudson.tasks.junit.TestResultAction;
import java.util.List;
import jenkins.model.Jenkins;

/**
 * The JUnit results that some steps of a run recorded.
 *
 * @param tests how many
 * @param failed of them
 */
record RecordedTests(long tests, long failed) {
    private static final RecordedTests NONE = new RecordedTests(0, 0);

    /** @param nodes ids of the steps; what other steps recorded is left out */
    static RecordedTests of(Run<?, ?> run, List<String> nodes) {
        // the JUnit plugin may not be there: nothing of it is touched then
        return Jenkins.get().getPlugin("junit") == null ? NONE : Recorded.of(run, nodes);
    }

    /** Apart, so that it is loaded only where the JUnit plugin is. */
    private static final class Recorded {
        static RecordedTests of(Run<?, ?> run, List<String> nodes) {
            TestResultAction action = run.getAction(TestResultAction.class);
            if (action == null) {
                return NONE;
            }
            TestResult result = action.getResult().getResultByNodes(nodes);
            return new RecordedTests(result.getTotalCount() - result.getSkipCount(), result.getFailCount());
        }
    }
}
