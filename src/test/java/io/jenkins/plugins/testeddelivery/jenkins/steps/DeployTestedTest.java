package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.jenkins.records.Trust;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code deployTested} refuses before any work, and how it says that a release was ill. */
class DeployTestedTest {
    private static final Trust OWN = new Trust(Trust.Origin.OWN, "", false, false);

    @Test
    void shouldKeepWhatAFormLeavesEmptyAtItsDefault() {
        DeployTestedStep step = new DeployTestedStep(" staging ");
        step.setVersion(null);
        step.setFrom("  ");

        assertThat(step.getEnvironment()).isEqualTo("staging");
        assertThat(step.getVersion()).isEmpty();
        assertThat(step.getFrom()).isEmpty();
        assertThat(step.isSkipLoad()).isFalse();
        assertThat(step.getCredentialsId()).isEmpty();
        assertThat(new TestAffectedStep().isUseTestDb()).isTrue();
        assertThat(new TestAffectedStep().isSkipDataLoad()).isFalse();
    }

    @Test
    void shouldNeverDeployAChangeRequest() {
        for (Trust.Origin origin : new Trust.Origin[] {Trust.Origin.CHANGE_REQUEST, Trust.Origin.FORK}) {
            assertThatThrownBy(() -> wish("", "").check(new Trust(origin, "main", false, false)))
                    .hasMessageContaining("a change request is never deployed");
        }
        wish("", "").check(OWN);
    }

    @Test
    void shouldRefuseByNameWhatCannotBe() {
        assertThatThrownBy(() -> new DeployWish("", "", "", false, "").check(OWN)).hasMessageStartingWith("environment:");
        assertThatThrownBy(() -> wish("../../x", "").check(OWN)).hasMessageStartingWith("version:");
        assertThatThrownBy(() -> wish("", "registry").check(OWN)).hasMessageStartingWith("credentialsId:");
        new DeployWish("staging", "", "", true, "registry").check(OWN);
        wish("vabc1234-20250120-143022", "").check(OWN);
    }

    @Test
    void shouldGiveNoLoginToAChangeRequest() {
        for (Trust.Origin origin : new Trust.Origin[] {Trust.Origin.CHANGE_REQUEST, Trust.Origin.FORK}) {
            assertThatThrownBy(() -> RegistryLogin.of(null, "registry", new Trust(origin, "main", false, false)))
                    .hasMessageContaining("uses no credentials");
        }
        assertThat(RegistryLogin.of(null, "", OWN).known()).isFalse();
    }

    @Test
    void shouldSayWhatRunsAfterAnIllRelease() {
        assertThat(DeployTestedExecution.words(ended("rolled-back", "v1")))
                .isEqualTo("deployTested: v2 was ill in staging and was rolled back, v1 runs there again: no answer");
        assertThat(DeployTestedExecution.words(ended("ill", "")))
                .isEqualTo("deployTested: v2 was ill in staging, where nothing runs now: no answer");
    }

    private static DeployWish wish(String version, String credentialsId) {
        return new DeployWish("staging", version, "", false, credentialsId);
    }

    private static Fact.Deployment ended(String outcome, String running) {
        return new Fact.Deployment("staging", "v2", outcome, "v1", running, "deploy", Map.of(), "no answer", 1);
    }
}
