package io.jenkins.plugins.testeddelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.model.StringParameterValue;
import hudson.plugins.git.GitSCM;
import hudson.triggers.SCMTrigger;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.EnvironmentDefinition;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.JobEnvironments;
import io.jenkins.plugins.testeddelivery.jenkins.records.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jenkins.branch.BranchSource;
import jenkins.plugins.git.GitSCMSource;
import jenkins.plugins.git.traits.BranchDiscoveryTrait;
import jenkins.plugins.git.traits.TagDiscoveryTrait;
import jenkins.scm.api.SCMSource;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartDeclarativePipelineAction;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The rows of the documentation's table of triggers, as far as they are about who started a run, and of what. */
@WithJenkins
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TriggersTest {
    private JenkinsRule rule;
    private int origins;
    private GitOrigin origin;
    private Path folder;

    @BeforeAll
    void start(JenkinsRule started, @TempDir Path temporary) {
        rule = started;
        folder = temporary;
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        rule.jenkins.getDescriptorList(SCMSource.class).add(new ChangeRequests.DescriptorImpl());
    }

    @AfterAll
    void stop() throws Exception {
        rule.after();
    }

    @BeforeEach
    void open() throws IOException {
        origin = GitOrigin.shop(folder.resolve("trigger" + ++origins), Delivered.JENKINSFILE);
    }

    @Test
    @DisplayName("first build")
    void shouldBuildAllAtFirst() throws Exception {
        Delivered first = manually(Delivered.job(rule, origin));

        assertThat(first.planned("api")).isEqualTo("FULL");
        assertThat(first.rules("api")).contains("NO_BASE");
        assertOwn(first);
    }

    @Test
    @DisplayName("push")
    void shouldCompareAPushWithWhatWasTestedLast() throws Exception {
        WorkflowJob job = Delivered.job(rule, origin);
        String tested = origin.head();
        manually(job);
        origin.change("api");

        Delivered push = Delivered.by(job, new SCMTrigger.SCMTriggerCause("pushed"));

        assertThat(push.planned("api")).isEqualTo("INCREMENTAL since " + tested);
        assertThat(push.planned("site")).isEqualTo("NONE since " + tested);
        assertOwn(push);
    }

    @Test
    @DisplayName("merge")
    void shouldReuseWhatTheMergedBranchTested() throws Exception {
        WorkflowMultiBranchProject project = branches();
        origin.git("checkout", "-q", "-b", "feature");
        origin.change("api");
        index(project);
        origin.git("checkout", "-q", "main");
        origin.change("site");
        origin.git("-c", "user.name=Ada", "merge", "-q", "--no-ff", "-m", "merge", "feature");

        Delivered merge = index(project, "main");

        assertThat(merge.planned("api")).matches("(REUSE|NONE).*");
        assertThat(merge.planned("site")).startsWith("INCREMENTAL");
        assertOwn(merge);
    }

    @Test
    @DisplayName("change request, same repository")
    void shouldCompareAChangeRequestWithItsTarget() throws Exception {
        Delivered request = request("PR-1");

        assertThat(request.planned("api")).isEqualTo("INCREMENTAL since " + origin.git("rev-parse", "main"));
        assertThat(request.trust().origin()).isEqualTo(Trust.Origin.CHANGE_REQUEST);
        assertThat(request.trust().evidenceCounts()).isTrue();
        assertThat(request.shared()).isTrue();
        assertThat(request.deployed()).startsWith("NOT DEPLOYED").contains("a change request is never deployed");
    }

    @Test
    @DisplayName("change request from a fork")
    void shouldKeepTheRecordsOfAForkApart() throws Exception {
        Delivered request = request("PR-2");

        assertThat(request.planned("site")).isEqualTo("INCREMENTAL since " + origin.git("rev-parse", "main"));
        assertThat(request.trust().untrusted()).isTrue();
        assertThat(request.trust().evidenceCounts()).isFalse();
        assertThat(request.exported()).isNotEmpty();
        assertThat(request.shared()).isFalse();
        assertThat(request.deployed()).startsWith("NOT DEPLOYED");
    }

    @Test
    @DisplayName("tag")
    void shouldTakeATagForItsOwn() throws Exception {
        WorkflowMultiBranchProject project = branches();
        String tested = origin.head();
        index(project);
        origin.change("api");
        origin.git("tag", "v1");
        index(project);

        Delivered tag = manually(project.getItem("v1"));

        assertThat(tag.planned("site")).isEqualTo("NONE since " + origin.head());
        assertThat(tested).isNotEqualTo(origin.head());
        assertOwn(tag);
    }

    @Test
    @DisplayName("timer")
    void shouldHaveNothingToBuildWhenTheTimerComes() throws Exception {
        assertNothingNew(job -> Delivered.by(job, new TimerTrigger.TimerTriggerCause()));
    }

    @Test
    @DisplayName("upstream")
    void shouldTakeAnUpstreamsRunForItsOwn() throws Exception {
        WorkflowRun upstream = rule.buildAndAssertSuccess(Delivered.job(rule, "echo 'up'"));

        assertNothingNew(job -> Delivered.by(job, new Cause.UpstreamCause((Run<?, ?>) upstream)));
    }

    @Test
    @DisplayName("`build` step")
    void shouldTakeARunOfTheBuildStepForItsOwn() throws Exception {
        assertNothingNew(job -> {
            rule.buildAndAssertSuccess(Delivered.job(rule, "build '" + job.getFullName() + "'"));
            return Delivered.of(job.getLastBuild());
        });
    }

    @Test
    @DisplayName("manual")
    void shouldTakeAManualRunForItsOwnAndGiveItNoPromotion() throws Exception {
        assertNothingNew(TriggersTest::manually);
        WorkflowJob guarded = Delivered.job(rule, origin);
        guarded.addProperty(new JobEnvironments(List.of(new EnvironmentDefinition("staging"))));

        assertThat(manually(guarded).deployed()).startsWith("NOT DEPLOYED").contains("may not come into staging");
    }

    @Test
    @DisplayName("replay")
    void shouldMarkWhatWasReplayed() throws Exception {
        WorkflowJob job = Delivered.job(rule, origin);
        Delivered first = manually(job);

        WorkflowRun replayed = (WorkflowRun) first.run()
                .getAction(ReplayAction.class)
                .run(Delivered.JENKINSFILE + "// another script\n", Map.of())
                .get();

        Delivered replay = Delivered.of(replayed);
        assertThat(replay.planned("api")).isEqualTo("NONE since " + origin.head());
        assertThat(replay.trust().replayed()).isTrue();
        assertThat(replay.trust().evidenceCounts()).isFalse();
        assertThat(replay.exported()).isNotEmpty();
        assertThat(replay.deployed()).isEqualTo("DEPLOYED");
    }

    @Test
    @DisplayName("restart from stage")
    void shouldMarkWhatWasRestarted() throws Exception {
        origin.write("Jenkinsfile", "pipeline {\n agent any\n stages {\n stage('First') { steps { echo 'first' } }\n"
                        + " stage('Ship') { steps { script {\n" + Delivered.STEPS + "} } } } }\n")
                .commit("declare");
        WorkflowJob job = Delivered.job(rule, origin);
        Delivered first = manually(job);

        first.run().getAction(RestartDeclarativePipelineAction.class).run("Ship").getFuture().get();

        Delivered restarted = Delivered.of(job.getLastBuild());
        assertThat(restarted.run().getNumber()).isEqualTo(2);
        assertThat(restarted.planned("api")).isEqualTo("NONE since " + origin.head());
        assertThat(restarted.trust().restarted()).isTrue();
        assertThat(restarted.trust().evidenceCounts()).isFalse();
        assertThat(restarted.exported()).isNotEmpty();
        assertThat(restarted.deployed()).isEqualTo("DEPLOYED");
    }

    @Test
    @DisplayName("rebuild")
    void shouldGiveARebuildNoPromotion() throws Exception {
        WorkflowJob guarded = Delivered.job(rule, origin);
        guarded.addProperty(new JobEnvironments(List.of(new EnvironmentDefinition("staging"))));
        manually(guarded);

        Delivered again = Delivered.by(
                guarded,
                new Cause.UserIdCause(),
                new ParametersAction(
                        List.of(new StringParameterValue("ENVIRONMENT", "staging")), List.of("ENVIRONMENT")));

        assertThat(again.planned("api")).isEqualTo("NONE since " + origin.head());
        assertThat(again.trust().evidenceCounts()).isTrue();
        assertThat(again.exported()).isNotEmpty();
        assertThat(again.deployed()).startsWith("NOT DEPLOYED").contains("may not come into staging");
    }

    /** Starts a job once more, in some way. */
    @FunctionalInterface
    private interface Start {
        Delivered again(WorkflowJob job) throws Exception;
    }

    private void assertNothingNew(Start start) throws Exception {
        WorkflowJob job = Delivered.job(rule, origin);
        manually(job);

        Delivered again = start.again(job);

        assertThat(again.run().getNumber()).isEqualTo(2);
        assertThat(again.planned("api")).isEqualTo("NONE since " + origin.head());
        assertOwn(again);
    }

    private static void assertOwn(Delivered delivered) throws IOException {
        assertThat(delivered.trust()).isEqualTo(new Trust(Trust.Origin.OWN, "", false, false));
        assertThat(delivered.trust().evidenceCounts()).isTrue();
        assertThat(delivered.shared()).isTrue();
        assertThat(delivered.deployed()).isEqualTo("DEPLOYED");
    }

    private static Delivered manually(WorkflowJob job) throws Exception {
        return Delivered.by(job, new Cause.UserIdCause());
    }

    private WorkflowMultiBranchProject branches() throws Exception {
        GitSCMSource source = new GitSCMSource(origin.url());
        source.setTraits(List.of(new BranchDiscoveryTrait(), new TagDiscoveryTrait()));
        WorkflowMultiBranchProject project = rule.createProject(WorkflowMultiBranchProject.class);
        project.getSourcesList().add(new BranchSource(source));
        index(project);
        return project;
    }

    /** The first build of a change request, after one of its target. */
    private Delivered request(String name) throws Exception {
        WorkflowMultiBranchProject project = rule.createProject(WorkflowMultiBranchProject.class);
        project.getSourcesList().add(new BranchSource(new ChangeRequests(origin)));
        index(project, "main");
        origin.git("checkout", "-q", "-b", "change");
        origin.change("api");
        origin.git("checkout", "-q", "-b", "fork", "main");
        origin.change("site");
        origin.git("checkout", "-q", "main");
        return index(project, name);
    }

    private void index(WorkflowMultiBranchProject project) throws Exception {
        project.scheduleBuild2(0).getFuture().get();
        rule.waitUntilNoActivity();
    }

    private Delivered index(WorkflowMultiBranchProject project, String branch) throws Exception {
        index(project);
        return Delivered.of(project.getItem(branch).getLastBuild());
    }
}
