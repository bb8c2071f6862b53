package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import org.junit.jupiter.api.Test;

/** On which agents a step works. */
class AgentKindTest {
    @Test
    void shouldRefuseAWindowsAgentInOneSentence() {
        assertThatThrownBy(() -> EngineExecution.requireUnix("buildAffected", false))
                .isInstanceOf(AbortException.class)
                .hasMessage("buildAffected: works on Linux and macOS agents only; run it on one of those.");
    }

    @Test
    void shouldWorkWhereThereIsAUnixShell() {
        assertThatCode(() -> EngineExecution.requireUnix("buildAffected", true)).doesNotThrowAnyException();
    }
}
