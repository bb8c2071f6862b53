package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static List<String> back(String running, String... words) {
        return new History(States.past(5, words).history()).backFrom(running);
    }

    @Test
    void shouldGoBackToTheNewestHealthyOneBefore() {
        assertThat(back("v3", "v1 h", "v2 h", "v3 h")).containsExactly("v2", "v1");
        assertThat(back("v1", "v1 h")).isEmpty();
    }

    @Test
    void shouldGoBackTwiceAndNotForthAgain() {
        assertThat(back("v2", "v1 h", "v2 h", "v3 h", "v2 back")).containsExactly("v1");
        assertThat(back("v1", "v1 h", "v2 h", "v3 h", "v2 back", "v1 back")).isEmpty();
        assertThat(back("v4", "v1 h", "v2 h", "v3 h", "v2 back", "v4 h")).startsWith("v2");
    }

    @Test
    void shouldPassOverWhatIsIllSince() {
        assertThat(back("v3", "v1 h", "v2 h", "v3 h", "v2 ill")).containsExactly("v1");
        assertThat(back("v3", "v1 h", "v2 ill", "v3 h")).containsExactly("v1");
    }

    @Test
    void shouldTakeAnInterruptedTryForNoVerdict() {
        History history = new History(States.past(5, "v1 h", "v2 cut", "v1 cut").history());

        assertThat(history.endedHealthy("v1")).isTrue();
        assertThat(history.ill("v2")).isFalse();
        assertThat(history.endedHealthy("v2")).isFalse();
    }

    @Test
    void shouldKeepTheLastTwentyAndWhatRuns() {
        State state = States.past(5, "v0 h");
        Layout first = state.layouts().get("v0");
        for (int i = 1; i <= 25; i++) {
            Layout layout = States.past(5, "v" + i + " h").layouts().get("v" + i);
            state = state.ended(States.entry("v" + i, "rolled-back", "deploy"), "v0", layout);
        }

        assertThat(state.history()).hasSize(20);
        assertThat(state.history().get(0).version()).isEqualTo("v6");
        assertThat(state.runningLayout()).contains(first);
        assertThat(state.layouts()).hasSize(21).doesNotContainKey("v5");
    }

    @Test
    void shouldRetainWhatRunsAndWhatARollbackNeedsBeforeAnythingElse() {
        assertThat(new Retention(States.past(1, "v1 h", "v2 h", "v3 h")).versions()).containsExactly("v3", "v2");
        assertThat(new Retention(States.past(3, "v1 h", "v2 h", "v3 ill", "v4 h")).versions())
                .containsExactly("v4", "v2", "v1");
        assertThat(new Retention(States.past(4, "v1 h", "v2 ill", "v3 h")).versions())
                .containsExactly("v3", "v1", "v2");
    }

    @Test
    void shouldNameEachGuardThatChanged() {
        Map<String, String> pinned = Guards.of(ReleaseFixture.env("p").after("staging").done());

        assertThat(Guards.changed(pinned, pinned)).isEmpty();
        assertThat(Guards.changed(pinned, Guards.of(ReleaseFixture.env("p").check("./c").done())))
                .containsExactly(
                        "'after' was staging and would be not set", "'check' was not set and would be [\"./c\"]");
    }
}
