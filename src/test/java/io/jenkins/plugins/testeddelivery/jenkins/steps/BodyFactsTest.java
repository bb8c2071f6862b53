package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What speaks against a body that tried a set. */
class BodyFactsTest {
    @Test
    void shouldPassWhereNothingSpeaksAgainstIt() {
        assertThat(new BodyFacts("", List.of(), "", 0, 0).reason()).isEmpty();
        assertThat(new BodyFacts("", List.of(), "", 12, 0).reason()).isEmpty();
    }

    @Test
    void shouldFailWithTheBodysErrorBeforeAnythingElse() {
        BodyFacts facts = new BodyFacts("script returned exit code 3", List.of("junit: x"), "UNSTABLE", 2, 1);

        assertThat(facts.reason()).isEqualTo("the body failed: script returned exit code 3");
    }

    @Test
    void shouldFailOnAFailedTestThatNobodyMarked() {
        assertThat(new BodyFacts("", List.of(), "", 2, 1).reason()).isEqualTo("1 of 2 tests failed");
    }

    @Test
    void shouldFailOnAWarningAndCountTheOthers() {
        assertThat(new BodyFacts("", List.of("unstable: wobbly"), "", 0, 0).reason())
                .isEqualTo("a step in the body left a warning: unstable: wobbly");
        assertThat(new BodyFacts("", List.of("a", "b", "c"), "", 0, 0).reason()).endsWith("a (and 2 more)");
    }

    @Test
    void shouldFailWhereTheBodyWorsenedTheBuild() {
        assertThat(new BodyFacts("", List.of(), "UNSTABLE", 0, 0).reason()).isEqualTo("the body made the build UNSTABLE");
    }

    @Test
    void shouldTakeTheFirstLineOfALongMessageOnly() {
        String reason = new BodyFacts("x".repeat(5000) + "\nsecond", List.of(), "", 0, 0).reason();

        assertThat(reason).hasSizeLessThan(400).doesNotContain("second").endsWith("…");
    }
}
