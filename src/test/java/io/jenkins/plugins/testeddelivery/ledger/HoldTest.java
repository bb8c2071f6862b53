package io.jenkins.plugins.testeddelivery.ledger;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HoldTest {
    @TempDir
    private Path temp;

    private final TestPorts.Lines log = new TestPorts.Lines();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Path file;

    @BeforeEach
    void setUp() {
        file = temp.resolve("locks/tree");
    }

    @AfterEach
    void tearDown() {
        threads.shutdownNow();
    }

    @Test
    void shouldNameTheHolderToWhoDoesNotWait() throws Exception {
        try (Hold hold = Hold.take(file, "build by ada@host since 12:03, process 4711", true, log)) {
            assertThat(hold).isNotNull();
            assertThatThrownBy(() -> Hold.take(file, "test", false, log))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("build by ada@host since 12:03, process 4711");
        }

        Hold.take(file, "test", false, log).close();
        assertThat(log.all()).isEmpty();
    }

    @Test
    void shouldWaitForAnotherThreadAndNameItOnce() throws Exception {
        Hold first = Hold.take(file, "build", true, log);
        CountDownLatch told = new CountDownLatch(1);
        Future<?> second = threads.submit(() -> {
            Hold.take(file, "test", true, telling(told)).close();
            return null;
        });

        assertThat(told.await(20, SECONDS)).isTrue();
        assertThat(second.isDone()).isFalse();
        first.close();

        second.get(20, SECONDS);
        assertThat(log.all()).containsExactly("waiting for build to end");
    }

    @Test
    void shouldStopWaitingWhenInterrupted() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        try (Hold hold = Hold.take(file, "build", true, log)) {
            assertThat(hold).isNotNull();
            Thread waiting = new Thread(() -> {
                try {
                    Hold.take(file, "test", true, telling(told)).close();
                    end.complete(new AssertionError("two held it"));
                } catch (IOException | InterruptedException e) {
                    end.complete(e);
                }
            });
            waiting.start();
            assertThat(told.await(20, SECONDS)).isTrue();
            waiting.interrupt();

            assertThat(end.get(20, SECONDS)).isInstanceOf(InterruptedException.class);
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Hold.take(file, "test", true, log)).isInstanceOf(InterruptedException.class);
        Hold.take(file, "test", false, log).close();
    }

    @Test
    void shouldHoldAgainstOtherProcessesUntilTheyAreKilled() throws Exception {
        Process child = Child.start("hold", file.toString(), "build by a child");
        try {
            assertThat(Child.line(child)).isEqualTo("held");
            assertThatThrownBy(() -> Hold.take(file, "test", false, log))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("build by a child");
        } finally {
            child.destroyForcibly().waitFor();
        }

        Hold.take(file, "test", true, log).close();
    }

    @Test
    void shouldNotBeLostByAnotherThreadThatTries() throws Exception {
        try (Hold hold = Hold.take(file, "build", true, log)) {
            assertThat(hold).isNotNull();
            assertThatThrownBy(() -> Hold.take(file, "test", false, log)).isInstanceOf(Failure.class);

            Process child = Child.start("hold", file.toString(), "child");
            try {
                assertThat(Child.line(child))
                        .as("the lock of this process still stands")
                        .isEqualTo("waiting for build to end");
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void shouldKnowTheFileByAnyPath() throws Exception {
        Files.createDirectories(file.getParent());
        Path link = Files.createSymbolicLink(temp.resolve("link"), file.getParent());
        try (Hold hold = Hold.take(file, "build", true, log)) {
            assertThat(hold).isNotNull();
            assertThatThrownBy(() -> Hold.take(link.resolve("../locks/tree"), "test", false, log))
                    .isInstanceOf(Failure.class);
            assertThatThrownBy(() -> Hold.take(link.resolve("tree"), "test", false, log))
                    .isInstanceOf(Failure.class);
        }
    }

    @Test
    void shouldSayWhoSinceWhenAndWhichProcess() {
        Clock clock = Clock.fixed(Instant.parse("2025-01-20T12:03:44Z"), ZoneOffset.UTC);

        assertThat(Hold.words("build", "ada@host", clock))
                .isEqualTo("build by ada@host since 12:03, process " + ProcessHandle.current().pid());
    }

    private Log telling(CountDownLatch told) {
        return new Log() {
            @Override
            public void line(String text) {
                log.line(text);
                told.countDown();
            }

            @Override
            public void warning(String text) {
                log.warning(text);
            }
        };
    }
}
