package io.jenkins.plugins.testeddelivery.docker;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.time.Duration;

/**
 * The one place that says how calls of a container engine are guarded: how long one may take, how often it is repeated,
 * how long an engine that went away is waited for, and how long it is left alone when it did not come back.
 */
final class Resilience {
    /** For a question. */
    static final Duration READ = Duration.ofSeconds(30);
    /** For what changes something. */
    static final Duration CHANGE = Duration.ofMinutes(2);
    /** Times that a question is asked again when the connection fails. */
    static final int MORE = 2;
    /** How long an engine is waited for that was there and went away: a restart of a busy one takes half a minute. */
    static final Duration PATIENCE = Duration.ofSeconds(90);
    /** How long it is not asked at all after that. */
    static final Duration REST = Duration.ofSeconds(30);

    /** Waiting callers must not come back all at once. */
    private static final double JITTER = 0.25;

    private Resilience() {}

    /** A question is repeated at once: most often just one connection was lost. */
    static <T> RetryPolicy<T> questions() {
        return RetryPolicy.<T>builder()
                .handleIf(Resilience::connectionFailed)
                .withMaxRetries(MORE)
                .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .withJitter(JITTER)
                .build();
    }

    /** @param missing is told at each failed try */
    static RetryPolicy<Object> outage(Duration patience, Runnable missing) {
        return RetryPolicy.builder()
                .handleIf(Resilience::connectionFailed)
                .withMaxRetries(-1)
                .withMaxDuration(patience)
                .withBackoff(Duration.ofMillis(250), Duration.ofSeconds(4))
                .withJitter(JITTER)
                .onFailedAttempt(failed -> missing.run())
                .build();
    }

    static CircuitBreaker<Object> breaker(Duration rest) {
        return CircuitBreaker.builder()
                .handleIf(Resilience::connectionFailed)
                .withFailureThreshold(1)
                .withDelay(rest)
                .withSuccessThreshold(1)
                .build();
    }

    /** Lets the last failure through as it was. */
    static <T> T get(FailsafeExecutor<? super T> executor, CheckedSupplier<T> call)
            throws IOException, InterruptedException {
        try {
            return executor.get(call);
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

    /** Asks until the engine was reached, a few times at most. */
    static <T> T reading(CheckedSupplier<T> question) throws IOException, InterruptedException {
        return get(Failsafe.with(Resilience.<T>questions()), question);
    }

    /** A deadline that passed has no cause below it: who did not answer in time is not asked for as long again. */
    private static boolean connectionFailed(Throwable e) {
        return e instanceof Failure failure
                && failure.kind() == Failure.Kind.UNREACHABLE
                && failure.getCause() instanceof IOException;
    }
}
