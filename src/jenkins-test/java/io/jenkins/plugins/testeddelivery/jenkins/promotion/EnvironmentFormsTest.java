package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.Items;
import io.jenkins.plugins.testeddelivery.jenkins.steps.ReleaseConsent;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What is set up in a form, for all, in a folder or in a job, is what is saved, and what is read again. */
@WithJenkins
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnvironmentFormsTest {
    private JenkinsRule rule;

    @BeforeAll
    void start(JenkinsRule started) {
        rule = started;
    }

    @AfterAll
    void stop() throws Exception {
        rule.after();
    }

    @Test
    void shouldKeepTheControllersEnvironments() throws Exception {
        DeliveryConfiguration configuration = DeliveryConfiguration.get();
        configuration.setDefinedOnly(true);
        configuration.setStoreQuota(7);
        configuration.setStoreDays(0);
        configuration.setEnvironments(List.of(new EnvironmentDefinition("staging"), strict()));

        submit("configure");

        assertSame(configuration.getEnvironments(), List.of(new EnvironmentDefinition("staging"), strict()));
        assertThat(configuration.isDefinedOnly()).isTrue();
        assertThat(configuration.getStoreQuota()).isEqualTo(7);
        assertThat(configuration.getStoreDays()).isZero();
        configuration.load();
        assertSame(configuration.getEnvironments(), List.of(new EnvironmentDefinition("staging"), strict()));
        assertThat(configuration.isDefinedOnly()).isTrue();
        assertThat(configuration.getStoreQuota()).isEqualTo(7);
        assertThat(configuration.getStoreDays()).isZero();
    }

    @Test
    void shouldKeepThatThereAreNone() throws Exception {
        DeliveryConfiguration configuration = DeliveryConfiguration.get();
        configuration.setEnvironments(List.of());
        configuration.setDefinedOnly(false);

        submit("configure");

        assertThat(configuration.getEnvironments()).isEmpty();
        assertThat(configuration.isDefinedOnly()).isFalse();
    }

    @Test
    void shouldKeepAFoldersEnvironments() throws Exception {
        Folder folder = rule.createProject(Folder.class);
        folder.addProperty(new FolderEnvironments(List.of(strict())));

        submit(folder.getUrl() + "configure");

        assertSame(folder.getProperties().get(FolderEnvironments.class).getEnvironments(), List.of(strict()));
        Folder read = reloaded(folder);
        assertSame(read.getProperties().get(FolderEnvironments.class).getEnvironments(), List.of(strict()));
    }

    @Test
    void shouldKeepAJobsEnvironmentsAndConsent() throws Exception {
        WorkflowJob job = rule.createProject(WorkflowJob.class);
        job.addProperty(new JobEnvironments(List.of(strict())));
        job.addProperty(new ReleaseConsent("ops/deploy, ops/*"));

        submit(job.getUrl() + "configure");

        assertSame(job.getProperty(JobEnvironments.class).getEnvironments(), List.of(strict()));
        assertThat(job.getProperty(ReleaseConsent.class).getJobs()).isEqualTo("ops/deploy, ops/*");
        WorkflowJob read = reloaded(job);
        assertSame(read.getProperty(JobEnvironments.class).getEnvironments(), List.of(strict()));
        assertThat(read.getProperty(ReleaseConsent.class).getJobs()).isEqualTo("ops/deploy, ops/*");
    }

    @Test
    void shouldGiveAJobNothingThatItDidNotHave() throws Exception {
        WorkflowJob job = rule.createProject(WorkflowJob.class);

        submit(job.getUrl() + "configure");

        assertThat(job.getProperty(JobEnvironments.class)).isNull();
        assertThat(job.getProperty(ReleaseConsent.class)).isNull();
    }

    /** Shows the form and saves it as it is; a client that stays open would go on asking for news. */
    private void submit(String page) throws Exception {
        try (JenkinsRule.WebClient client = rule.createWebClient()) {
            rule.submit(client.goTo(page).getFormByName("config"));
        }
    }

    /** As the controller reads it from the disk. */
    @SuppressWarnings("unchecked")
    private <T extends Item> T reloaded(T item) throws Exception {
        return (T) Items.load(item.getParent(), item.getRootDir());
    }

    private void assertSame(List<EnvironmentDefinition> found, List<EnvironmentDefinition> expected) throws Exception {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            rule.assertEqualDataBoundBeans(expected.get(i), found.get(i));
        }
    }

    /** Every field is other than its default. */
    private static EnvironmentDefinition strict() {
        EnvironmentDefinition strict = new EnvironmentDefinition("production");
        strict.setDeployJob("ops/deploy");
        strict.setGuarded(false);
        strict.setAfter("staging");
        strict.setSoak("2h");
        strict.setMaxAge("30d");
        strict.setFreeze("FRI 16:00 - MON 08:00 Europe/Berlin: nobody is here\n"
                + "2026-12-20 18:00 - 2027-01-02 08:00 Europe/Berlin: end of the year");
        strict.setBranches("main, release/*");
        strict.setJobs("shop/*");
        strict.setPeople("release-team");
        strict.setDeviations("no-test-db");
        strict.setEvidenceByHand(true);
        strict.setSecondPerson(true);
        strict.setNewerOnly(true);
        strict.setWholeSet(true);
        return strict;
    }
}
