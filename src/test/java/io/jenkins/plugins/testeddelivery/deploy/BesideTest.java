package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BesideTest {
    @Test
    void shouldAskWhileOthersWork() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        try (Beside<String> beside = new Beside<>(() -> {
            asked.countDown();
            may.await();
            return "an answer";
        })) {
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            may.countDown();

            assertThat(beside.get()).isEqualTo("an answer");
            assertThat(beside.get()).isEqualTo("an answer");
        }
    }

    @Test
    void shouldTellWhatWentWrongToWhoeverWantsTheAnswer() {
        Failure unreachable = Failure.unreachable("nobody there");
        IOException broken = new IOException("broken");

        assertThatThrownBy(new Beside<>(() -> {
                    throw unreachable;
                })::get)
                .isSameAs(unreachable);
        assertThatThrownBy(new Beside<>(() -> {
                    throw broken;
                })::get)
                .isSameAs(broken);
    }

    @Test
    void shouldEndWhatNobodyWantsAnyMoreAndWaitForItsEnd() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean cleanedUp = new AtomicBoolean();
        Beside<String> beside = new Beside<>(() -> {
            try {
                asked.countDown();
                new CountDownLatch(1).await();
                return "";
            } finally {
                cleanedUp.set(true);
            }
        });
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        beside.close();

        assertThat(cleanedUp).isTrue();
    }

    @Test
    void shouldGiveWhatWasAskedAheadOnceAndOfItsVersionAlone() throws Exception {
        try (Ahead ahead = new Ahead()) {
            ahead.ask("v1", () -> Map.of("services", Map.of()));

            assertThat(ahead.take("v2")).isEmpty();
            assertThat(ahead.take("v1")).contains(Map.of("services", Map.of()));
            assertThat(ahead.take("v1")).isEmpty();
        }
    }

    @Test
    void shouldSayNothingOfWhatWentWrongAhead() throws Exception {
        try (Ahead ahead = new Ahead()) {
            ahead.ask("v1", () -> {
                throw Failure.usage("compose does not accept it");
            });

            assertThat(ahead.take("v1")).isEmpty();
        }
    }
}
