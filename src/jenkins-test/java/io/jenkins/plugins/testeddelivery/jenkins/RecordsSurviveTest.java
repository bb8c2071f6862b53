package io.jenkins.plugins.testeddelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Cause;
import hudson.model.Items;
import hudson.model.Result;
import hudson.plugins.git.GitSCM;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import java.io.IOException;
import java.nio.file.Path;
import jenkins.branch.BranchSource;
import jenkins.scm.api.SCMSource;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Records and tested artifacts outlive builds, branches, names and places. */
@WithJenkins
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordsSurviveTest {
    private JenkinsRule rule;
    private Path folder;
    private int origins;
    private GitOrigin origin;

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
        origin = GitOrigin.shop(folder.resolve("survive" + ++origins), Delivered.JENKINSFILE);
    }

    @Test
    void shouldReuseWhatAMergedChangeRequestTestedWhenItsJobIsGone() throws Exception {
        WorkflowMultiBranchProject project = rule.createProject(WorkflowMultiBranchProject.class, named("project"));
        project.getSourcesList().add(new BranchSource(new ChangeRequests(origin)));
        index(project);
        origin.git("checkout", "-q", "-b", "change");
        origin.change("api");
        origin.git("checkout", "-q", "main");
        index(project);
        assertThat(project.getItem("PR-1").getLastBuild()).isNotNull();
        int recorded = ProjectRecords.of(project).ledger("").entries().size();

        origin.git("merge", "-q", "--no-ff", "-m", "merge", "change");
        origin.git("branch", "-q", "-D", "change");
        index(project);

        assertThat(project.getItem("PR-1")).isNull();
        assertThat(ProjectRecords.of(project).ledger("").entries()).hasSizeGreaterThan(recorded);
        assertThat(Delivered.of(project.getItem("main").getLastBuild()).planned("api"))
                .matches("(REUSE|NONE).*");
    }

    @Test
    void shouldKeepRecordsWhenAJobIsRenamedAndMoved() throws Exception {
        WorkflowJob job = Delivered.job(rule, named("job"), origin);
        manually(job);
        Folder elsewhere = rule.createProject(Folder.class, named("elsewhere"));

        job.renameTo("renamed");
        WorkflowJob moved = Items.move(job, elsewhere);

        assertThat(moved.getFullName()).isEqualTo(elsewhere.getName() + "/renamed");
        assertThat(manually(moved).planned("api")).isEqualTo("NONE since " + origin.head());
    }

    @Test
    void shouldKeepRecordsWhenAFolderIsMoved() throws Exception {
        Folder inner = rule.createProject(Folder.class, named("inner"));
        WorkflowJob job = Items.move(Delivered.job(rule, named("job"), origin), inner);
        manually(job);

        Items.move(inner, rule.createProject(Folder.class, named("outer")));

        WorkflowJob moved = (WorkflowJob) rule.jenkins.getAllItems(WorkflowJob.class).stream()
                .filter(each -> each.getName().equals(job.getName()))
                .findFirst()
                .orElseThrow();
        assertThat(manually(moved).planned("api")).isEqualTo("NONE since " + origin.head());
    }

    @Test
    void shouldDeployAReleaseWhoseBuildWasDeleted() throws Exception {
        WorkflowJob job = Delivered.job(rule, named("job"), origin);
        Delivered first = manually(job);
        String version = first.exported();
        first.run().keepLog(false);
        first.run().delete();

        job.setDefinition(new CpsFlowDefinition(
                "node { deployTested environment: 'staging', version: '" + version + "' }", true));
        WorkflowRun deployed = job.scheduleBuild2(0).get();

        assertThat(job.getBuildByNumber(1)).isNull();
        assertThat(deployed.getResult()).as(JenkinsRule.getLog(deployed)).isEqualTo(Result.SUCCESS);
    }

    /** The harness would name by how many projects there are, and these tests move them. */
    private String named(String what) {
        return what + origins;
    }

    private void index(WorkflowMultiBranchProject project) throws Exception {
        project.scheduleBuild2(0).getFuture().get();
        rule.waitUntilNoActivity();
    }

    private static Delivered manually(WorkflowJob job) throws Exception {
        return Delivered.by(job, new Cause.UserIdCause());
    }
}
