package io.jenkins.plugins.testeddelivery.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    @Test
    void shouldBeReadyWhenAllRunAndWhoChecksItselfIsHealthy() {
        assertThat(Readiness.of(List.of(container("running", "", 0, 0), container("running", "healthy", 0, 0)))
                        .ready())
                .isTrue();
    }

    @Test
    void shouldTakeAOneShotServiceThatEndedWellForFine() {
        assertThat(Readiness.of(List.of(container("exited", "", 0, 0))).ready()).isTrue();
    }

    @Test
    void shouldSayWhatItWaitsFor() {
        Readiness starting = Readiness.of(List.of(container("running", "starting", 0, 0)));
        Readiness created = Readiness.of(List.of(container("created", "", 0, 0)));

        assertThat(starting.waiting()).containsExactly("web (starting)");
        assertThat(created.waiting()).containsExactly("web (created)");
        assertThat(starting.ill()).isEmpty();
        assertThat(created.ready()).isFalse();
    }

    @Test
    void shouldSeeCrashesRestartsAndIllness() {
        assertThat(why(container("exited", "", 0, 3))).isEqualTo("ended with exit code 3");
        assertThat(why(container("dead", "", 0, 0))).isEqualTo("ended with exit code 0");
        assertThat(why(container("running", "", 1, 0))).isEqualTo("crashed and was started again");
        assertThat(why(container("restarting", "", 0, 1))).isEqualTo("crashed and was started again");
        assertThat(why(container("running", "unhealthy", 0, 0))).isEqualTo("is unhealthy");
    }

    @Test
    void shouldSeeThatAContainerWasStartedAgain() {
        Engine.Container before = container("running", "", 0, 0);
        Engine.Container after = new Engine.Container(
                before.id(), "n", "i", "running", "", 0, 0, "2026-01-01T00:00:09Z", before.labels(), Map.of());

        assertThat(Readiness.of(List.of(after)).seen())
                .isNotEqualTo(Readiness.of(List.of(before)).seen());
    }

    private static String why(Engine.Container container) {
        Readiness readiness = Readiness.of(List.of(container("running", "", 0, 0), container));
        assertThat(readiness.ready()).isFalse();
        return readiness.ill().orElseThrow().why();
    }

    private static Engine.Container container(String state, String health, int restarts, int exitCode) {
        return new Engine.Container(
                "id", "shop_web_1", "sha256:1", state, health, restarts, exitCode, "2026-01-01T00:00:00Z",
                Map.of("com.docker.compose.service", "web"), Map.of());
    }
}
