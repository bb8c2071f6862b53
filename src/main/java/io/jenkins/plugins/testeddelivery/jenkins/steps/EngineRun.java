package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.testeddelivery.jenkins.records.PipelineScript;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.jenkins.records.Trust;
import io.jenkins.plugins.testeddelivery.jenkins.records.TrustedRevision;
import io.jenkins.plugins.testeddelivery.jenkins.run.Asked;
import io.jenkins.plugins.testeddelivery.jenkins.run.DeliveryAction;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.report.PlanDetail;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The engine as one step of a run has it: its ports, and what the run may see and record.
 *
 * @param records of the project
 * @param ledger that the run reads and appends to
 * @param action what the run keeps of its delivery
 * @param workspace the repository's top folder
 */
public record EngineRun(
        Run<?, ?> run,
        Ports ports,
        ProjectRecords records,
        Ledger ledger,
        DeliveryAction action,
        Trust trust,
        TaskListener listener,
        FilePath workspace,
        EnvVars environment) {

    /** The plan as {@code detectChanges} was asked for, or a plain one, under the version that the run drew for it. */
    public Plan plan() throws IOException, InterruptedException {
        Asked asked = action.asked();
        return plan(asked, List.of());
    }

    /**
     * A plan for this, remembered for the steps that follow.
     *
     * @param more forced besides
     */
    Plan plan(Asked asked, List<String> more) throws IOException, InterruptedException {
        return plan(asked, more, Planner::plan);
    }

    /** The same for a step that records nothing of it that was built or tested: much is left unread. */
    Plan look(Asked asked) throws IOException, InterruptedException {
        return plan(asked, List.of(), Planner::look);
    }

    /** One of the ways in which a plan can be made. */
    @FunctionalInterface
    private interface Way {
        Plan plan(Planner planner, PlanRequest request) throws IOException, InterruptedException;
    }

    private Plan plan(Asked asked, List<String> more, Way way) throws IOException, InterruptedException {
        Force force = Force.of(asked.force()).and(Force.of(more));
        PlanRequest request = new PlanRequest(
                        asked.base(),
                        "",
                        asked.config(),
                        force.all(),
                        force.components(),
                        ProjectRecords.by(run))
                .trusting(TrustedRevision.of(run, trust, listener))
                .calledBy(caller());
        Plan plan = way.plan(new Planner(ports, ledger), request);
        if (MissingHistory.of(plan, request).fetch(this)) {
            plan = way.plan(new Planner(ports, ledger), request);
        }
        String head = plan.scan().commit();
        boolean drawn = asked.head().equals(head) && !asked.version().isEmpty();
        if (drawn && Standing.of(ledger.entries()).release(asked.version()).isEmpty()) {
            return plan.as(asked.version());
        }
        action.asked(new Asked(asked.base(), head, asked.config(), asked.force(), plan.version(), request.askedBy()));
        return plan;
    }

    /** Digest of the script that runs the tests: the one under which this run's tests were recorded, if they were. */
    String caller() {
        String recorded = Json.text(action.part(TestAffectedStep.PART), TestAffectedStep.SCRIPT);
        return recorded.isEmpty() ? PipelineScript.digest(run) : recorded;
    }

    /** What a guarded environment must know of whatever this run proves. */
    List<String> marks() {
        return List.copyOf(trust.marks());
    }

    /** Keeps the plan with the run, with the commits that are new in it. */
    void recordPlan(Plan plan) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>(PlanDetail.of(plan, ledger.entries()));
        json.put("commits", Commits.of(run));
        action.record("plan", json);
    }

    /** What comes from a tree with changes has no commit that it could be traced to. */
    void warnOfChanges(Plan plan) {
        if (plan.scan().dirty()) {
            ports.log()
                    .warning("the workspace has changes that are not committed: what is built from it counts for no"
                            + " export and for no later comparison");
        }
    }

    /** Says it in the build's log. */
    void say(List<String> lines) {
        lines.forEach(ports.log()::line);
    }

    /** Waits until no other step works in this workspace. */
    Turns.Turn turn(String step) throws InterruptedException {
        String key = workspace.toComputer() == null ? "" : workspace.toComputer().getName();
        return EngineThreads.get()
                .turns()
                .take(
                        key + '\n' + workspace.getRemote(),
                        step + " of " + run.getFullDisplayName(),
                        other -> ports.log().line("waiting for " + other + ", which works in this workspace"));
    }
}
