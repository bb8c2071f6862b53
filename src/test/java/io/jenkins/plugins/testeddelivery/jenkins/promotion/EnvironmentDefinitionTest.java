package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.testeddelivery.promote.Policy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnvironmentDefinitionTest {
    @Test
    void shouldBeginGuardedAndTakeNoDeviation() {
        Policy policy = new EnvironmentDefinition(" production ").policy();

        assertThat(new EnvironmentDefinition(" production ").getName()).isEqualTo("production");
        assertThat(policy.guarded()).isTrue();
        assertThat(policy.byHand()).isFalse();
        assertThat(policy.conditions().admits("no-test-db")).isFalse();
        assertThat(policy.people().anything()).isTrue();
        assertThat(policy.older()).isTrue();
        assertThat(policy.ownWork()).isTrue();
    }

    @Test
    void shouldAskForWhatItsFieldsSay() {
        EnvironmentDefinition definition = new EnvironmentDefinition("production");
        definition.setGuarded(false);
        definition.setAfter("staging");
        definition.setSoak("2h");
        definition.setMaxAge("30d");
        definition.setFreeze("DAILY 18:00 - 08:00 UTC");
        definition.setBranches("main, release/*");
        definition.setDeviations("no-data");
        definition.setEvidenceByHand(true);
        definition.setNewerOnly(true);
        definition.setWholeSet(true);

        Policy policy = definition.policy();

        assertThat(policy.guarded()).isFalse();
        assertThat(policy.after()).containsExactly("staging");
        assertThat(policy.soak()).isEqualTo(Duration.ofHours(2));
        assertThat(policy.maxAge()).isEqualTo(Duration.ofDays(30));
        assertThat(policy.freezes()).hasSize(1);
        assertThat(policy.branches().admits("release/1")).isTrue();
        assertThat(policy.branches().admits("x")).isFalse();
        assertThat(policy.conditions().admits("no-data")).isTrue();
        assertThat(policy.byHand()).isTrue();
        assertThat(policy.older()).isFalse();
        assertThat(policy.wholeSet()).isTrue();
    }

    @Test
    void shouldBeGuardedAsSoonAsItIsAboutPeople() {
        EnvironmentDefinition definition = new EnvironmentDefinition("production");
        definition.setGuarded(false);
        definition.setSecondPerson(true);

        assertThat(definition.policy().guarded()).isTrue();
    }

    @Test
    void shouldRefuseWhatCannotBeUnderstoodWhereverItComesFrom() {
        EnvironmentDefinition definition = new EnvironmentDefinition("production");

        assertThatIllegalArgumentException().isThrownBy(() -> new EnvironmentDefinition("../../x"));
        assertThatIllegalArgumentException().isThrownBy(() -> definition.setSoak("soon"));
        assertThatIllegalArgumentException().isThrownBy(() -> definition.setMaxAge("old"));
        assertThatIllegalArgumentException().isThrownBy(() -> definition.setFreeze("weekends"));
        assertThatIllegalArgumentException().isThrownBy(() -> definition.setAfter("<script>"));
    }
}
