package hudson.tasks.junit;

import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.test.AbstractTestResultAction;
import org.kohsuke.stapler.StaplerProxy;

/** Declares what is used of the class {@code hudson.tasks.junit.TestResultAction}. */
public class TestResultAction extends AbstractTestResultAction<TestResultAction> implements StaplerProxy {
    public TestResultAction(Run owner, TestResult result, TaskListener listener) {}

    public TestResult getResult() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Object getTarget() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
