package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A step that was at work when the controller went down is read again, and says what to do. */
class StoredExecutionTest {
    private static final String CONFIGURATION =
            "version: 1\ncomponents:\n  site: { path: ., archive: { run: \"mkdir -p dist; date > dist/x; %s\","
                    + " outputs: [\"dist/**\"] } }\n";

    @RegisterExtension
    private final JenkinsSessionExtension controller = new JenkinsSessionExtension();

    @Test
    void shouldFailInWordsAfterARestartWhileItBuilt() throws Throwable {
        begin("buildAffected()", "echo at work; sleep 300", "at work");

        assertFailedInWords("buildAffected");
    }

    @Test
    void shouldFailInWordsAfterARestartInItsBody() throws Throwable {
        begin("buildAffected()\n testAffected { echo 'in the body'; sleep 300 }", "true", "in the body");

        assertFailedInWords("testAffected");
    }

    private void begin(String steps, String run, String until) throws Throwable {
        controller.then(rule -> {
            WorkflowJob job = rule.createProject(WorkflowJob.class, "shop");
            job.setDefinition(new CpsFlowDefinition("node {\n sh 'git init -q'\n writeFile file: 'delivery.yaml', text: '''"
                    + CONFIGURATION.formatted(run) + "'''\n writeFile file: '.gitignore', text: 'dist/'\n"
                    + " sh 'git add . && git -c user.name=a -c user.email=a@example.org commit -qm a'\n" + steps + "}", true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            rule.waitForMessage(until, build);
        });
    }

    private void assertFailedInWords(String step) throws Throwable {
        controller.then(rule -> {
            WorkflowRun build = rule.jenkins.getItemByFullName("shop", WorkflowJob.class).getLastBuild();
            rule.assertBuildStatus(Result.FAILURE, rule.waitForCompletion(build));
            assertThat(JenkinsRule.getLog(build))
                    .contains(step + ": the controller was restarted meanwhile; run the build again, finished components"
                            + " are reused")
                    .doesNotContain("NotSerializableException");
            Path records = rule.jenkins.getItemByFullName("shop").getRootDir().toPath().resolve("tested-delivery");
            assertThat(Files.isDirectory(records)).isTrue();
        });
    }
}
