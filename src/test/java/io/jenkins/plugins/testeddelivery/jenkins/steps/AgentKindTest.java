package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import org.junit.jupiter.api.Test;

/** On which agents a step works. */
class AgentKindTest {
    @Test
    void shouldRefuseAWindowsAgentInOneSentence() {
        assertThatThrownBy(() -> EngineExecution.requireUnix(false))
                .isInstanceOf(Failure.class)
                .hasMessage("works on Linux and macOS agents only; run it on one of those.");
    }

    @Test
    void shouldWorkWhereThereIsAUnixShell() {
        assertThatCode(() -> EngineExecution.requireUnix(true)).doesNotThrowAnyException();
    }
}
