package io.jenkins.plugins.testeddelivery.promote;

import static io.jenkins.plugins.testeddelivery.promote.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.promote.Scopes.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopesTest {
    private static final Scope CONTROLLER =
            new Scope("shop", "", "production", true, policy().guarded().done(), "ops/deploy");
    private static final Scope FOLDER =
            new Scope("team", "team", "production", true, policy().soak("1h").done(), "mine");
    private static final Scope JOB = new Scope("shop", "", "production", false, policy().done(), "theirs");

    @Test
    void shouldLetTheOutermostSayWhatItIsAndWhoDeploys() {
        Scopes.Environment found = Scopes.find(List.of(CONTROLLER, FOLDER, JOB), "shop", "production");

        assertThat(found.id()).isEqualTo(new EnvironmentId("shop", "production"));
        assertThat(found.deployJob()).isEqualTo("ops/deploy");
        assertThat(found.policy().guarded()).isTrue();
        assertThat(found.policy().soak()).hasHours(1);
    }

    @Test
    void shouldBeOnePlaceForAFolderThatDefinesIt() {
        Scopes.Environment found = Scopes.find(List.of(FOLDER, JOB), "shop", "production");

        assertThat(found.id()).isEqualTo(new EnvironmentId("team", "production"));
        assertThat(found.home()).isEqualTo("team");
        assertThat(found.defined()).isTrue();
    }

    @Test
    void shouldNotLetAJobNameTheDeployerOfWhatSomebodyElseDefined() {
        Scope nobody = new Scope("shop", "", "production", true, policy().done(), "");

        assertThat(Scopes.find(List.of(nobody, JOB), "shop", "production").deployJob()).isEmpty();
        assertThat(Scopes.find(List.of(JOB), "shop", "production").deployJob()).isEqualTo("theirs");
        assertThat(Scopes.find(List.of(JOB), "shop", "production").defined()).isFalse();
    }

    @Test
    void shouldBeOpenWhereNobodyDefinedIt() {
        Scopes.Environment found = Scopes.find(List.of(CONTROLLER), "shop", "qa");

        assertThat(found.policy()).isEqualTo(Policy.OPEN);
        assertThat(found.id().text()).isEqualTo("shop/qa");
        assertThat(Scopes.names(List.of(CONTROLLER, FOLDER))).containsExactly("production");
    }
}
