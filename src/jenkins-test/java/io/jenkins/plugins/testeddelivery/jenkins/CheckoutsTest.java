package io.jenkins.plugins.testeddelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.Label;
import hudson.plugins.git.GitSCM;
import java.io.IOException;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The rows of the documentation's table of triggers that are about how the files came, and where. */
@WithJenkins
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckoutsTest {
    private JenkinsRule rule;
    private Path folder;
    private int origins;
    private GitOrigin origin;

    @BeforeAll
    void start(JenkinsRule started, @TempDir Path temporary) {
        rule = started;
        folder = temporary;
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
    }

    @AfterAll
    void stop() throws Exception {
        rule.after();
    }

    @BeforeEach
    void open() throws IOException {
        origin = GitOrigin.shop(folder.resolve("checkout" + ++origins), Delivered.JENKINSFILE);
    }

    @Test
    @DisplayName("shallow checkout")
    void shouldFetchTheBaseThatAShallowCheckoutLacks() throws Exception {
        String checkout = "deleteDir()\n checkout([$class: 'GitSCM', branches: [[name: 'main']], userRemoteConfigs: [[url: '"
                + origin.url() + "']], extensions: [[$class: 'CloneOption', shallow: true, depth: 1, noTags: true]]])\n";

        assertComparesWithWhatWasTested(checkout);
    }

    @Test
    @DisplayName("partial checkout")
    void shouldCompareAPartialCheckout() throws Exception {
        assertComparesWithWhatWasTested(
                "deleteDir()\n sh 'git clone -q --filter=blob:none " + origin.url() + " .'\n");
    }

    @Test
    @DisplayName("lost base")
    void shouldBuildAllWhereTheBaseIsLost() throws Exception {
        WorkflowJob job = Delivered.job(rule, origin);
        manually(job);
        origin.git("checkout", "-q", "--orphan", "again");
        origin.change("api");
        origin.git("branch", "-q", "-M", "again", "main");

        Delivered lost = manually(job);

        assertThat(lost.planned("api")).isEqualTo("FULL");
        assertThat(lost.rules("api")).contains("NO_BASE");
        // where the inputs are the same, what was tested needs no base to be used again
        assertThat(lost.planned("site")).startsWith("REUSE");
        assertWell(lost);
    }

    @Test
    @DisplayName("deleted workspace")
    void shouldRememberMoreThanTheWorkspaceDoes() throws Exception {
        assertComparesWithWhatWasTested("deleteDir()\n git url: '" + origin.url() + "', branch: 'main'\n");
    }

    @Test
    @DisplayName("other agent")
    void shouldCompareOnAnotherAgent() throws Exception {
        WorkflowJob job = Delivered.job(rule, origin);
        String tested = origin.head();
        manually(job);
        rule.createOnlineSlave(Label.get("other"));
        origin.write("Jenkinsfile", Delivered.JENKINSFILE.replace("node {", "node('other') {")).commit("move");
        origin.change("api");

        Delivered moved = manually(job);

        assertThat(JenkinsRule.getLog(moved.run())).doesNotContain("Running on Jenkins");
        assertThat(moved.planned("api")).isEqualTo("INCREMENTAL since " + tested);
        assertThat(moved.planned("site")).isEqualTo("NONE since " + tested);
        assertThat(moved.shared()).isTrue();
    }

    @Test
    @DisplayName("two checkouts")
    void shouldLookAtTheRepositoryAroundTheStep() throws Exception {
        GitOrigin other = GitOrigin.shop(folder.resolve("other" + origins), "");
        other.change("site");
        WorkflowJob job = Delivered.job(rule, "node {\n dir('one') { git url: '" + origin.url() + "', branch: 'main' }\n"
                + " dir('two') { git url: '" + other.url() + "', branch: 'main' }\n dir('two/api') {\n" + Delivered.STEPS
                + "}\n}");

        Delivered two = manually(job);

        assertThat(JenkinsRule.getLog(two.run())).contains("head " + other.head().substring(0, 7));
        assertThat(two.planned("site")).isEqualTo("FULL");
        assertWell(two);
    }

    @Test
    @DisplayName("submodules")
    void shouldTakeAMovedSubmoduleForAChangeOfItsComponent() throws Exception {
        GitOrigin library = GitOrigin.shop(folder.resolve("library" + origins), "");
        origin.git("submodule", "add", "-q", library.url(), "api/library");
        origin.commit("use the library");
        WorkflowJob job = Delivered.job(rule, origin);
        String tested = origin.head();
        manually(job);
        String moved = library.change("site");
        GitOrigin.at(folder.resolve("checkout" + origins).resolve("api/library")).git("pull", "-q", "origin", "main");
        origin.commit("move the library");

        Delivered delivered = manually(job);

        assertThat(delivered.planned("api")).isEqualTo("INCREMENTAL since " + tested);
        assertThat(delivered.planned("site")).isEqualTo("NONE since " + tested);
        assertThat(origin.git("ls-tree", "HEAD", "api/library")).contains(moved);
        assertWell(delivered);
    }

    /** Two builds: the second has one change, and compares it with the first. */
    private void assertComparesWithWhatWasTested(String checkout) throws Exception {
        WorkflowJob job = rule.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node {\n" + checkout + Delivered.STEPS + "}", true));
        String tested = origin.head();
        manually(job);
        origin.change("api");

        Delivered second = manually(job);

        assertThat(second.planned("api")).isEqualTo("INCREMENTAL since " + tested);
        assertThat(second.planned("site")).isEqualTo("NONE since " + tested);
        assertWell(second);
    }

    private static void assertWell(Delivered delivered) throws IOException {
        assertThat(delivered.trust().evidenceCounts()).isTrue();
        assertThat(delivered.shared()).isTrue();
        assertThat(delivered.deployed()).isEqualTo("DEPLOYED");
    }

    private static Delivered manually(WorkflowJob job) throws Exception {
        return Delivered.by(job, new Cause.UserIdCause());
    }
}
