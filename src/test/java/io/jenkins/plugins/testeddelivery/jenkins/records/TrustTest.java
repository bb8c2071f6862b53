package io.jenkins.plugins.testeddelivery.jenkins.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jenkins.scm.api.SCMHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustTest {
    private static final String REPLAY = "org.jenkinsci.plugins.workflow.cps.replay.ReplayCause";
    private static final String RESTART =
            "org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause";

    @ParameterizedTest
    @CsvSource({
        "OWN, '', false, true",
        "CHANGE_REQUEST, '', false, true",
        "FORK, '', true, false",
        "OWN, " + REPLAY + ", false, false",
        "OWN, " + RESTART + ", false, false",
        "OWN, hudson.model.Cause$UserIdCause, false, true",
        "OWN, hudson.triggers.TimerTrigger$TimerTriggerCause, false, true",
        "OWN, hudson.model.Cause$UpstreamCause, false, true",
        "OWN, com.sonyericsson.rebuild.RebuildCause, false, true",
        "FORK, " + REPLAY + ", true, false"
    })
    void shouldDecideByOriginAndCause(Trust.Origin origin, String cause, boolean untrusted, boolean counts) {
        Trust trust = Trust.of(origin, "main", List.of(cause));

        assertThat(trust.untrusted()).isEqualTo(untrusted);
        assertThat(trust.evidenceCounts()).isEqualTo(counts);
    }

    @Test
    void shouldNotBelieveAChangeRequestThatNeverSaysWhereItComesFrom() {
        assertThat(Trust.saysItsOrigin(SCMHead.class)).isFalse();
    }

    @Test
    void shouldReadOnlyACommitAsTrustedRevision() {
        assertThat(TrustedRevision.commit("a".repeat(40))).isEqualTo("a".repeat(40));
        assertThat(TrustedRevision.commit("b".repeat(64))).isEqualTo("b".repeat(64));
        assertThat(TrustedRevision.commit("main")).isEqualTo(TrustedRevision.NONE);
        assertThat(TrustedRevision.commit("a".repeat(40) + "+" + "b".repeat(40))).isEqualTo(TrustedRevision.NONE);
    }
}
