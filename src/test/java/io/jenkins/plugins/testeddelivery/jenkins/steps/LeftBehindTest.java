package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeftBehindTest {
    private final LeftBehind left = new LeftBehind();

    @Test
    void shouldRememberByNodeUntilItIsEnded() {
        left.add("a", "one");
        left.add("a", "two");
        left.add("b", "three");

        left.ended("a", "one");

        assertThat(left.on("a")).containsExactly("two");
        assertThat(left.on("b")).containsExactly("three");
        assertThat(left.on("c")).isEmpty();
    }

    @Test
    void shouldForgetWhatWasEndedTwice() {
        left.add("a", "one");

        left.ended("a", "one");
        left.ended("a", "one");

        assertThat(left.on("a")).isEmpty();
    }

    @Test
    void shouldGiveAListThatItsCallerMayWorkThrough() {
        left.add("a", "one");

        left.on("a").forEach(mark -> left.ended("a", mark));

        assertThat(left.on("a")).isEmpty();
    }
}
