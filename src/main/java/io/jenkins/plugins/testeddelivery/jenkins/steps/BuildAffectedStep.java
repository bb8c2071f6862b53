package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.AbortException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.testeddelivery.build.Builds;
import io.jenkins.plugins.testeddelivery.build.Outcome;
import io.jenkins.plugins.testeddelivery.build.Proofs;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.report.BuildReport;
import io.jenkins.plugins.testeddelivery.report.Ink;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

/** Builds what the plan asks for. */
public final class BuildAffectedStep extends EngineStep {
    static final String FUNCTION = "buildAffected";

    private List<String> components = List.of();
    private int parallelism;
    private List<String> force = List.of();
    private boolean prove;

    @DataBoundConstructor
    public BuildAffectedStep() {}

    /** Null rather than empty: a form shows an empty list as {@code []}. */
    @CheckForNull
    public List<String> getComponents() {
        return components.isEmpty() ? null : components;
    }

    @DataBoundSetter
    public void setComponents(List<String> components) {
        this.components = filled(components);
    }

    /** How many at once; 0: two. */
    public int getParallelism() {
        return parallelism;
    }

    @DataBoundSetter
    public void setParallelism(int parallelism) {
        this.parallelism = parallelism;
    }

    @CheckForNull
    public List<String> getForce() {
        return force.isEmpty() ? null : force;
    }

    @DataBoundSetter
    public void setForce(List<String> force) {
        this.force = filled(force);
    }

    /** Whether every artifact is built again from nothing and compared. */
    public boolean isProve() {
        return prove;
    }

    @DataBoundSetter
    public void setProve(boolean prove) {
        this.prove = prove;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    static final class Execution extends EngineExecution {
        private static final long serialVersionUID = 1L;

        private final transient BuildAffectedStep step;

        Execution(StepContext context, BuildAffectedStep step) {
            super(context, FUNCTION);
            this.step = step;
        }

        @Override
        protected Object run(EngineRun engine) throws Exception {
            Parallelism.check(step.parallelism);
            try (Turns.Turn turn = engine.turn(FUNCTION)) {
                Plan plan = engine.plan(engine.action().asked(), step.force);
                ComponentWords.mustBeThere(plan.scan().project().components());
                Set<String> only = new TreeSet<>();
                step.components.forEach(name -> only.add(Planner.name(plan.scan().project(), name)));
                new Planner(engine.ports(), engine.ledger()).remember(plan);
                engine.recordPlan(plan);
                engine.warnOfChanges(plan);
                Outcome outcome = new Builds(engine.ports(), engine.ledger())
                        .run(plan, only, Parallelism.of(step.parallelism));
                Optional<Fact.Proof> proof = step.prove && outcome.succeeded()
                        ? Optional.of(new Proofs(engine.ports(), engine.ledger())
                                .run(plan, outcome.built(), Parallelism.of(step.parallelism)))
                        : Optional.empty();
                BuildReport report = new BuildReport(plan, outcome, proof);
                engine.action().record("build", report.json());
                engine.say(report.text(new Ink(false)));
                if (!outcome.succeeded()) {
                    throw new AbortException(failure(outcome));
                }
                if (proof.isPresent() && !proof.get().clean()) {
                    throw new AbortException(FUNCTION + ": not everything is what a build from nothing gives; the files and"
                            + " layers are named above. Widen the rules, or see docs/proof.md.");
                }
                return Plain.map(report.json());
            }
        }
    }

    static String failure(Outcome outcome) {
        return FUNCTION + ": " + String.join(", ", outcome.failed().keySet()) + " failed"
                + (outcome.skipped().isEmpty()
                        ? ""
                        : ", and " + String.join(", ", outcome.skipped()) + " was not built because of that")
                + "; what went wrong is said above, and what was built is recorded.";
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super(FUNCTION);
        }

        @Override
        public String getDisplayName() {
            return Messages.BuildAffectedStep_displayName();
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) {
            BuildAffectedStep step = new BuildAffectedStep();
            step.setComponents(list(form, "components"));
            step.setParallelism(form.optInt("parallelism", 0));
            step.setForce(list(form, "force"));
            step.setProve(form.optBoolean("prove"));
            return step;
        }

        @POST
        public FormValidation doCheckComponents(@AncestorInPath Item item, @QueryParameter String value) {
            return checked(item, ComponentWords.problem(value));
        }

        @POST
        public FormValidation doCheckParallelism(@AncestorInPath Item item, @QueryParameter String value) {
            return checked(item, Parallelism.problem(value));
        }

        @POST
        public FormValidation doCheckForce(@AncestorInPath Item item, @QueryParameter String value) {
            return checked(item, Force.problem(value));
        }
    }
}
