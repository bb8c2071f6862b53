package io.jenkins.plugins.testeddelivery.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.remoting.Channel;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LostAgentTest {
    @Test
    void shouldFindTheLossBehindWhateverWasMadeOfIt() {
        assertThat(LostAgent.isBehind(new ChannelClosedException((Channel) null, null))).isTrue();
        assertThat(LostAgent.isBehind(new IOException("x", new RequestAbortedException(null)))).isTrue();
        assertThat(LostAgent.isBehind(
                        new Failure(Failure.Kind.FAILED, "x", new Launching.AgentLost(new IOException("y")))))
                .isTrue();
    }

    @Test
    void shouldNotTakeAnotherFailureForIt() {
        assertThat(LostAgent.isBehind(new IOException("no room", new IllegalStateException()))).isFalse();
        assertThat(LostAgent.isBehind(null)).isFalse();
    }

    @Test
    void shouldComeToAnEndWhereCausesGoInACircle() {
        IOException one = new IOException("one");
        one.initCause(new IOException("two", one));

        assertThat(LostAgent.isBehind(one)).isFalse();
    }

    @Test
    void shouldSayWhatToDoInOneLine() {
        Failure failure = LostAgent.failure("while 'make' ran there", new IOException("broken\npipe"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        assertThat(failure)
                .hasMessageContaining("while 'make' ran there")
                .hasMessageContaining("run the build again")
                .hasMessageNotContaining("\n");
    }
}
