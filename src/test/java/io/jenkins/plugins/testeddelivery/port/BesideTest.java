package io.jenkins.plugins.testeddelivery.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BesideTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void shouldFindOutOnceWhetherItWasBegunOrNot() throws Exception {
        for (boolean begun : new boolean[] {true, false}) {
            asked.set(0);
            try (Beside<Integer> beside = new Beside<>(asked::incrementAndGet)) {
                if (begun) {
                    beside.begin();
                }

                assertThat(beside.get()).isOne();
                assertThat(beside.get()).isOne();
            }
        }
    }

    @Test
    void shouldTellEveryoneWhatWentWrong() {
        Beside<String> unreachable = new Beside<>(() -> {
            throw Failure.unreachable("nobody there");
        });
        Beside<String> unreadable = new Beside<>(() -> {
            throw new IOException("cannot be read");
        });

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(unreachable::get)
                    .isInstanceOfSatisfying(
                            Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE));
            assertThatThrownBy(unreadable::get).isInstanceOf(IOException.class).hasMessage("cannot be read");
        }
    }

    @Test
    void shouldEndWhatNobodyWaitsForBeforeItIsClosed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean cleanedUp = new AtomicBoolean();
        Beside<String> beside = new Beside<>(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                cleanedUp.set(true);
            }
            return "";
        });
        beside.begin();
        begun.await();

        beside.close();

        assertThat(cleanedUp).isTrue();
        assertThatThrownBy(beside::get).isInstanceOf(InterruptedException.class);
    }
}
