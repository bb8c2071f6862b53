package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The contract through the engine's API. */
class SocketEngineTest extends EngineContract {
    SocketEngineTest() {
        super("socket");
    }

    @Test
    void shouldEndAsInterruptedAtWhateverMomentThatComes() throws Exception {
        Engine engine = Engines.connect(TestPorts.at(folder, DOCKER.environment(), new TestPorts.Lines()));
        Thread caller = Thread.currentThread();
        Random moments = new Random(1);
        int ended = 0;
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        try {
            for (int i = 0; i < 150; i++) {
                Future<?> hit = watch.schedule(caller::interrupt, moments.nextInt(8_000), TimeUnit.MICROSECONDS);
                try {
                    engine.containers(Map.of("delivery-test", DOCKER.mark()));
                } catch (InterruptedException e) {
                    ended++;
                }
                while (!hit.isDone()) {
                    Thread.onSpinWait();
                }
                Thread.interrupted();
            }
        } finally {
            watch.shutdownNow();
        }

        assertThat(ended).isPositive();
    }
}
