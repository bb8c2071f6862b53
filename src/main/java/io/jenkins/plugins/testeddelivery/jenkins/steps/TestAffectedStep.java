package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.Extension;
import jenkins.YesNoMaybe;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Starts the set that would ship, isolated, runs the body against it, and records the evidence. */
public final class TestAffectedStep extends EngineStep {
    static final String FUNCTION = "testAffected";
    /** In what a run keeps of its delivery. */
    static final String PART = "test";
    /** In that: digest of the script that ran the tests. */
    static final String SCRIPT = "script";

    private boolean useTestDb = true;
    private boolean skipDataLoad;

    @DataBoundConstructor
    public TestAffectedStep() {}

    public boolean isUseTestDb() {
        return useTestDb;
    }

    @DataBoundSetter
    public void setUseTestDb(boolean useTestDb) {
        this.useTestDb = useTestDb;
    }

    public boolean isSkipDataLoad() {
        return skipDataLoad;
    }

    @DataBoundSetter
    public void setSkipDataLoad(boolean skipDataLoad) {
        this.skipDataLoad = skipDataLoad;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new TestAffectedExecution(context, useTestDb, !skipDataLoad);
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super(FUNCTION);
        }

        @Override
        public String getDisplayName() {
            return Messages.TestAffectedStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }
    }
}
