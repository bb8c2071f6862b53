package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.jenkins.records.Releases;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.release.Exports;
import io.jenkins.plugins.testeddelivery.release.KeptRelease;
import io.jenkins.plugins.testeddelivery.release.Push;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.report.Ink;
import io.jenkins.plugins.testeddelivery.report.ReleaseReport;
import java.util.Set;
import jenkins.YesNoMaybe;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Exports a release of what was tested, and nothing else. */
public final class ExportTestedStep extends EngineStep {
    static final String FUNCTION = "exportTested";

    private String push = "";
    private String credentialsId = "";

    @DataBoundConstructor
    public ExportTestedStep() {}

    public String getPush() {
        return push;
    }

    @DataBoundSetter
    public void setPush(String push) {
        this.push = trimmed(push);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = trimmed(credentialsId);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    /** What cannot be asked for, in words; empty: nothing of that. */
    static String refusal(String push, String credentialsId) {
        try {
            Push to = new Push(push, Login.NOBODY);
            return credentialsId.isEmpty() || to.wanted() ? "" : "credentialsId: is for push alone; leave it out";
        } catch (Failure e) {
            return e.getMessage();
        }
    }

    static final class Execution extends EngineExecution {
        private static final long serialVersionUID = 1L;

        private final transient ExportTestedStep step;

        Execution(StepContext context, ExportTestedStep step) {
            super(context, FUNCTION);
            this.step = step;
        }

        @Override
        protected Object run(EngineRun engine) throws Exception {
            String refusal = refusal(step.push, step.credentialsId);
            if (!refusal.isEmpty()) {
                throw Failure.usage(refusal);
            }
            if (!step.push.isEmpty()) {
                RegistryLogin.requireTrusted(engine.trust());
            }
            Push push = new Push(step.push, RegistryLogin.of(engine.run(), step.credentialsId, engine.trust()));
            try (Turns.Turn turn = engine.turn(FUNCTION)) {
                Plan plan = engine.plan();
                ComponentWords.mustBeThere(plan.scan().project().components());
                String directory = Exports.DEFAULT_DIRECTORY;
                Release release = new Exports(
                                engine.ports(), engine.ledger(), ProjectRecords.by(engine.run()))
                        .run(plan, directory, Set.of(), push);
                String folder = directory + "/" + release.version();
                KeptRelease kept = new Releases(engine.ledger()).keep(release, engine.ports().workspace(), folder);
                new ArchivedRelease(kept).archive(engine, folder);
                engine.action().record("export", release.toMap());
                engine.say(ReleaseReport.text(release, directory, new Ink(false)));
                return Plain.map(release.toMap());
            }
        }
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super(FUNCTION);
        }

        @Override
        public String getDisplayName() {
            return Messages.ExportTestedStep_displayName();
        }

        @POST
        public FormValidation doCheckPush(@AncestorInPath Item item, @QueryParameter String value) {
            return checked(item, refusal(trimmed(value), ""));
        }
    }
}
