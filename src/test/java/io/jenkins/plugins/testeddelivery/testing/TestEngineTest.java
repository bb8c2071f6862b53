package io.jenkins.plugins.testeddelivery.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The engine that other tests build on works, and a test's leftovers are found by its names alone. */
class TestEngineTest {
    @RegisterExtension
    final TestEngine engine = new TestEngine();

    @Test
    void shouldRunTheBaseImage() {
        assertThat(engine.docker("run", "--rm", engine.baseImage(), "echo", "here")).isEqualTo("here");
    }

    @Test
    void shouldGiveEveryNameOnce() {
        assertThat(engine.unique("x")).isNotEqualTo(engine.unique("x")).startsWith(engine.mark());
    }
}
