package io.jenkins.plugins.testeddelivery.jenkins;

import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.model.Run;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.jenkins.records.Trust;
import io.jenkins.plugins.testeddelivery.jenkins.run.DeliveryAction;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** What came of a run: its plan, its trust, its release, its deployment. */
record Delivered(WorkflowRun run) {
    /** Builds, tests, exports, and says whether it may deploy. */
    static final String STEPS =
            """
            detectChanges(); buildAffected(); testAffected { }; exportTested()
            try { deployTested 'staging'; echo 'DEPLOYED' } catch (e) { echo "NOT DEPLOYED: ${e.message}" }
            """;
    static final String JENKINSFILE = "node {\ncheckout scm\n" + STEPS + "}\n";

    /** A job that takes its script from the repository. */
    static WorkflowJob job(JenkinsRule rule, GitOrigin origin) throws IOException {
        return from(rule.createProject(WorkflowJob.class), origin);
    }

    /** The same, under this name. */
    static WorkflowJob job(JenkinsRule rule, String name, GitOrigin origin) throws IOException {
        return from(rule.createProject(WorkflowJob.class, name), origin);
    }

    private static WorkflowJob from(WorkflowJob job, GitOrigin origin) throws IOException {
        GitSCM scm = new GitSCM(
                GitSCM.createRepoList(origin.url(), null), List.of(new BranchSpec("*/main")), null, null, List.of());
        job.setDefinition(new CpsScmFlowDefinition(scm, "Jenkinsfile"));
        return job;
    }

    /** A job with a script of its own. */
    static WorkflowJob job(JenkinsRule rule, String script) throws Exception {
        WorkflowJob job = rule.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    static Delivered by(WorkflowJob job, Cause cause, Action... more) throws Exception {
        Action[] actions = new Action[more.length + 1];
        System.arraycopy(more, 0, actions, 0, more.length);
        actions[more.length] = new CauseAction(cause);
        return of(job.scheduleBuild2(0, actions).get());
    }

    static Delivered of(Run<?, ?> ended) throws IOException {
        if (ended.getResult() != Result.SUCCESS) {
            throw new AssertionError(JenkinsRule.getLog(ended));
        }
        return new Delivered((WorkflowRun) ended);
    }

    /** The plan's words for a component, as {@code INCREMENTAL since <commit>}. */
    String planned(String component) {
        Map<String, Object> plan = component(component);
        String baseline = Json.text(plan, "baseline");
        return plan.get("strategy") + (baseline.isEmpty() ? "" : " since " + baseline);
    }

    List<String> rules(String component) {
        return Json.maps(component(component), "reasons").stream()
                .map(reason -> Json.text(reason, "rule"))
                .toList();
    }

    private Map<String, Object> component(String name) {
        return Json.maps(part("plan"), "components").stream()
                .filter(each -> name.equals(each.get("name")))
                .findFirst()
                .orElseThrow();
    }

    Trust trust() {
        return Trust.of(run);
    }

    /** Version of the release that it exported; empty: none. */
    String exported() {
        return Json.text(part("export"), "version");
    }

    /** Whether the release is in the records that the whole project shares. */
    boolean shared() throws IOException {
        return ProjectRecords.of(run.getParent()).ledger("").entries().stream()
                .anyMatch(entry -> entry.fact() instanceof Fact.Release release
                        && release.version().equals(exported()));
    }

    /** {@code DEPLOYED}, or why not. */
    String deployed() throws IOException {
        return JenkinsRule.getLog(run)
                .lines()
                .filter(line -> line.contains("DEPLOYED"))
                .findFirst()
                .orElse("");
    }

    private Map<String, Object> part(String part) {
        return run.getAction(DeliveryAction.class).part(part);
    }
}
