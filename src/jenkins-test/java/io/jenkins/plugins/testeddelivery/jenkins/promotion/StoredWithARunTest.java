package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.diagnosis.OldDataMonitor;
import hudson.model.CauseAction;
import hudson.model.Items;
import io.jenkins.plugins.testeddelivery.jenkins.run.Asked;
import io.jenkins.plugins.testeddelivery.jenkins.run.DeliveryAction;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import jenkins.model.InterruptedBuildAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Everything of ours that a run carries is there again when a controller reads the run from its disk. */
@WithJenkins
class StoredWithARunTest {
    private static final Asked ASKED =
            new Asked("main", "a".repeat(40), "delivery.yaml", List.of("api=FULL"), "vaaaaaaa-20250120-143022", "ada");

    @Test
    void shouldReadAgainWhatARunCarries(JenkinsRule rule) throws Exception {
        WorkflowJob job = rule.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("", true));
        WorkflowRun run = rule.buildAndAssertSuccess(job);
        run.addAction(new PromotionAction("0123456789abcdef"));
        run.addAction(new CauseAction(new PromotionCause("v1", "production", "ada", "it is good")));
        run.addAction(new InterruptedBuildAction(List.of(new SupersededCause("shop #2"))));
        DeliveryAction action = DeliveryAction.on(run);
        action.asked(ASKED);
        action.record("plan", Map.of("version", "v1", "head", "a".repeat(40), "components", List.of()));
        run.save();

        WorkflowJob read = (WorkflowJob) Items.load(job.getParent(), job.getRootDir());
        WorkflowRun again = read.getBuildByNumber(1);

        assertThat(again).isNotSameAs(run);
        assertThat(again.getAction(PromotionAction.class).id()).isEqualTo("0123456789abcdef");
        assertThat(again.getCause(PromotionCause.class).getShortDescription())
                .isEqualTo(run.getCause(PromotionCause.class).getShortDescription())
                .contains("v1", "production", "ada", "it is good");
        assertThat(again.getAction(InterruptedBuildAction.class).getCauses())
                .containsExactly(new SupersededCause("shop #2"));
        assertThat(again.getAction(DeliveryAction.class).asked()).isEqualTo(ASKED);
        assertThat(again.getAction(DeliveryAction.class).getVersion()).isEqualTo("v1");
        assertThat(again.getAction(DeliveryAction.class).part("plan")).containsEntry("version", "v1");
        String stored = Files.readString(run.getRootDir().toPath().resolve("build.xml"));
        assertThat(stored).doesNotContain("java.util.CollSer", "ImmutableCollections", "serialization");
        OldDataMonitor monitor = (OldDataMonitor) rule.jenkins.getAdministrativeMonitor("OldData");
        assertThat(monitor.isActivated()).isFalse();
    }
}
