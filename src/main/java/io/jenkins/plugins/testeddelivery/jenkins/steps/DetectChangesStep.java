package io.jenkins.plugins.testeddelivery.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.jenkins.run.Asked;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.report.Ink;
import io.jenkins.plugins.testeddelivery.report.PlanText;
import java.util.ArrayList;
import java.util.List;
import jenkins.YesNoMaybe;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Plans: what changed, and how little must be rebuilt. */
public final class DetectChangesStep extends EngineStep {
    static final String FUNCTION = "detectChanges";

    private String base = "";
    private String config = "";
    private List<String> force = List.of();

    @DataBoundConstructor
    public DetectChangesStep() {}

    public String getBase() {
        return base;
    }

    @DataBoundSetter
    public void setBase(String base) {
        this.base = trimmed(base);
    }

    public String getConfig() {
        return config;
    }

    @DataBoundSetter
    public void setConfig(String config) {
        this.config = trimmed(config);
    }

    /** Null rather than empty: a form shows an empty list as {@code []}. */
    @CheckForNull
    public List<String> getForce() {
        return force.isEmpty() ? null : force;
    }

    @DataBoundSetter
    public void setForce(List<String> force) {
        this.force = filled(force);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    static final class Execution extends EngineExecution {
        private static final long serialVersionUID = 1L;

        private final transient DetectChangesStep step;

        Execution(StepContext context, DetectChangesStep step) {
            super(context, FUNCTION);
            this.step = step;
        }

        @Override
        protected Object run(EngineRun engine) throws Exception {
            Asked asked = new Asked(
                    step.base, "", step.config, new ArrayList<>(step.force), "", ProjectRecords.by(engine.run()));
            Plan plan = engine.look(asked);
            ComponentWords.mustBeThere(plan.scan().project().components());
            engine.recordPlan(plan);
            engine.say(new PlanText(new Ink(false)).of(plan));
            return PlanResult.of(plan);
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
            return Messages.DetectChangesStep_displayName();
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) {
            DetectChangesStep step = new DetectChangesStep();
            step.setBase(form.optString("base", ""));
            step.setConfig(form.optString("config", ""));
            step.setForce(list(form, "force"));
            return step;
        }

        @POST
        public FormValidation doCheckForce(@AncestorInPath Item item, @QueryParameter String value) {
            return checked(item, Force.problem(value));
        }
    }
}
