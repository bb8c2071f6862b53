package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.testeddelivery.build.Builds;
import io.jenkins.plugins.testeddelivery.build.Outcome;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.report.BuildReport;
import io.jenkins.plugins.testeddelivery.report.Ink;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Builds what the plan asks for. */
public final class BuildAffectedStep extends EngineStep {
    static final String FUNCTION = "buildAffected";

    private List<String> components = List.of();
    private int parallelism;
    private List<String> force = List.of();

    @DataBoundConstructor
    public BuildAffectedStep() {}

    public List<String> getComponents() {
        return components;
    }

    @DataBoundSetter
    public void setComponents(List<String> components) {
        this.components = filled(components);
    }

    /** How many at once; 0: half as many as the controller has cores, at least two. */
    public int getParallelism() {
        return parallelism;
    }

    @DataBoundSetter
    public void setParallelism(int parallelism) {
        this.parallelism = parallelism;
    }

    public List<String> getForce() {
        return force;
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
                Set<String> only = new TreeSet<>();
                step.components.forEach(name -> only.add(Planner.name(plan.scan().project(), name)));
                new Planner(engine.ports(), engine.ledger()).remember(plan);
                engine.recordPlan(plan);
                engine.warnOfChanges(plan);
                Outcome outcome = new Builds(engine.ports(), engine.ledger())
                        .run(plan, only, Parallelism.of(step.parallelism));
                BuildReport report = new BuildReport(plan, outcome);
                engine.action().record("build", report.json());
                engine.say(report.text(new Ink(false)));
                if (!outcome.succeeded()) {
                    throw new AbortException(failure(outcome));
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
    @Extension
    public static final class DescriptorImpl extends EngineStepDescriptor {
        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        public String getDisplayName() {
            return Messages.BuildAffectedStep_displayName();
        }
    }
}
