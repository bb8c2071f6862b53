package io.jenkins.plugins.testeddelivery.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static final String AT = "unix:///run/engine.sock";

    private final TestPorts.Lines log = new TestPorts.Lines();
    private final Calls calls = new Calls(Clock.systemUTC(), log);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void shouldFindAWayOnceForAllLogs() throws Exception {
        assertThatThrownBy(() -> calls.found(String.class, () -> {
                    throw Failure.unreachable("nobody there");
                }))
                .hasMessage("nobody there");
        assertThat(calls.found(String.class, () -> "way")).isEqualTo("way");

        assertThat(calls.with(new TestPorts.Lines()).found(String.class, () -> "another")).isEqualTo("way");
        assertThat(calls.found(Integer.class, () -> 7)).isEqualTo(7);
    }

    @Test
    void shouldRepeatAQuestionThatTheConnectionLost() throws Exception {
        assertThat(calls.<String>read(Service.ENGINE, AT, () -> failing(2, "reset"))).isEqualTo("answer");
        assertThat(asked).hasValue(3);
        assertThat(only().state()).isEqualTo("closed");
        assertThat(log.all()).isEmpty();
    }

    @Test
    void shouldNotRepeatAChangeThatMayHaveArrived() {
        assertThatThrownBy(() -> calls.<String>change(Service.ENGINE, AT, () -> failing(9, "reset")))
                .hasMessageContaining("reset");
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldRepeatAChangeThatWasNeverSent() throws Exception {
        assertThat(calls.<String>change(Service.ENGINE, AT, () -> failing(2, "Connection refused"))).isEqualTo("answer");
    }

    @Test
    void shouldNotRepeatARefusalNorADeadline() {
        assertThatThrownBy(() -> calls.read(Service.ENGINE, AT, () -> {
                    asked.incrementAndGet();
                    throw Failure.failed("no such image");
                }))
                .hasMessage("no such image");
        assertThatThrownBy(() -> calls.read(Service.ENGINE, AT, () -> {
                    asked.incrementAndGet();
                    throw Failure.unreachable("did not answer within 30 s");
                }))
                .hasMessage("did not answer within 30 s");
        assertThat(asked).hasValue(2);
    }

    @Test
    void shouldWaitLongerForOneThatAnsweredBefore() throws Exception {
        calls.read(Service.ENGINE, AT, () -> "here");
        long start = System.nanoTime();

        assertThat(calls.<String>read(Service.ENGINE, AT, () -> failing(5, "Connection refused"))).isEqualTo("answer");

        assertThat(asked).hasValue(6);
        assertThat(calls.waits(Service.ENGINE)).isOne();
        assertThat(calls.waits(Service.REGISTRY)).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(log.all()).hasSize(1).first().asString().contains("Connection refused", "Waiting for up to 60 s");
    }

    @Test
    void shouldAskNothingWhileTheCircuitIsOpenAndNameTheReason() throws Exception {
        for (int i = 0; i < Service.REGISTRY.failures(); i++) {
            assertThatThrownBy(() -> calls.<String>read(Service.REGISTRY, AT, () -> failing(99, "reset")));
        }
        int before = asked.get();

        assertThatThrownBy(() -> calls.<String>read(Service.REGISTRY, AT, () -> failing(99, "reset")))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                .hasMessageContaining("not asked again for")
                .hasMessageContaining("failed 3 times in a row")
                .hasMessageContaining("reset");
        assertThat(asked).hasValue(before);
        assertThat(only()).extracting(Circuit.State::state, Circuit.State::failures).containsExactly("open", 3);
        assertThat(calls.read(Service.REGISTRY, "another", () -> "answers")).isEqualTo("answers");
    }

    @Test
    void shouldNeverStopAskingForHealthAndKnowThatItFails() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> calls.<String>read(Service.HEALTH, AT, () -> failing(20, "reset")))
                    .hasMessageContaining("reset");
        }

        assertThat(asked).hasValue(20);
        assertThat(only()).extracting(Circuit.State::state, Circuit.State::failures).containsExactly("failing", 20);
        assertThat(calls.<String>read(Service.HEALTH, AT, () -> failing(20, "reset"))).isEqualTo("answer");
    }

    @Test
    void shouldForgetFailuresOnceItAnswers() throws Exception {
        assertThatThrownBy(() -> calls.<String>read(Service.HEALTH, AT, () -> failing(1, "reset")));
        assertThat(only()).extracting(Circuit.State::state, Circuit.State::failures).containsExactly("failing", 1);

        calls.read(Service.HEALTH, AT, () -> "here");

        assertThat(only()).extracting(Circuit.State::state, Circuit.State::failures).containsExactly("closed", 0);
    }

    @Test
    void shouldStopWaitingWhenInterrupted() throws Exception {
        calls.read(Service.ENGINE, AT, () -> "here");

        assertThatThrownBy(() -> calls.read(Service.ENGINE, AT, () -> {
                    Thread.currentThread().interrupt();
                    return failing(99, "Connection refused");
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private String failing(int times, String how) {
        if (asked.incrementAndGet() <= times) {
            throw new Failure(Failure.Kind.UNREACHABLE, "The engine: " + how + ".", new IOException(how));
        }
        return "answer";
    }

    private Circuit.State only() {
        assertThat(calls.circuits()).filteredOn(state -> state.endpoint().equals(AT)).hasSize(1);
        return calls.circuits().get(0);
    }
}
