package io.jenkins.plugins.testeddelivery.docker;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.time.Duration;

/** How often a question to the engine is asked again when the connection fails. Questions only: what changes something is sent once. */
final class Retries {
    private static final int MORE = 2;

    private Retries() {}

    /** Asks until the engine was reached, three times at most, and lets the last failure through. */
    static <T> T reading(CheckedSupplier<T> question) throws IOException, InterruptedException {
        RetryPolicy<T> policy = RetryPolicy.<T>builder()
                .handleIf(Retries::connectionFailed)
                .withMaxRetries(MORE)
                .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .build();
        try {
            return Failsafe.with(policy).get(question);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                Thread.interrupted();
                throw interrupted;
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw e;
        }
    }

    /** A deadline that passed has no cause below it: who did not answer in time is not asked for as long again. */
    private static boolean connectionFailed(Throwable e) {
        return e instanceof Failure failure
                && failure.kind() == Failure.Kind.UNREACHABLE
                && failure.getCause() instanceof IOException;
    }
}
