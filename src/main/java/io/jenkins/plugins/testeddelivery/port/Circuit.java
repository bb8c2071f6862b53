package io.jenkins.plugins.testeddelivery.port;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import dev.failsafe.function.CheckedPredicate;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One endpoint: repeats calls of it while that can help, and asks it nothing for a while once it has failed several times
 * in a row. The one place where Failsafe is configured.
 */
public final class Circuit {
    /** What a refused connection is called by the ways there are to one. */
    private static final Pattern NOTHING_SENT = Pattern.compile(
            "connection refused|no such file|couldn't connect|cannot connect|is the docker daemon running"
                    + "|no route to host|unknown host|name or service not known",
            Pattern.CASE_INSENSITIVE);

    private final Service service;
    private final String endpoint;
    private final Clock clock;
    private final CircuitBreaker<Object> breaker;
    private boolean reached;
    private int failures;
    private int waits;
    private Instant since;
    private String reason = "";

    Circuit(Service service, String endpoint, Clock clock) {
        this.service = service;
        this.endpoint = endpoint;
        this.clock = clock;
        this.since = clock.instant();
        this.breaker = CircuitBreaker.builder()
                .handleIf(e -> service.failures() > 0 && unreachable(e))
                .withFailureThreshold(Math.max(1, service.failures()))
                .withDelay(Service.OPEN)
                .build();
    }

    /**
     * What is known of an endpoint.
     *
     * @param state {@code closed}: it answers; {@code failing}: it did not, lately; {@code open}: it is not asked for a
     *     while; {@code half-open}: the next call is the trial
     * @param failures in a row
     * @param since when it came into this state, ISO-8601
     * @param reason of the last failure; empty: none
     */
    public record State(String service, String endpoint, String state, int failures, String since, String reason)
            implements Serializable {}

    <T> T read(Calls.Call<T> call, Log log) throws IOException, InterruptedException {
        return call(call, Circuit::connectionFailed, log);
    }

    <T> T change(Calls.Call<T> call, Log log) throws IOException, InterruptedException {
        return call(call, Circuit::nothingWasSent, log);
    }

    synchronized State state() {
        String state = switch (breaker.getState()) {
            case CLOSED -> failures == 0 ? "closed" : "failing";
            case OPEN -> breaker.getRemainingDelay().isZero() ? "half-open" : "open";
            case HALF_OPEN -> "half-open";
        };
        return new State(service.name().toLowerCase(Locale.ROOT), endpoint, state, failures,
                since.toString(), reason);
    }

    private <T> T call(Calls.Call<T> call, CheckedPredicate<Throwable> again, Log log)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        try {
            T result = Failsafe.with(breaker).compose(retries(again, log)).get(() -> answered(call));
            succeeded();
            return result;
        } catch (CircuitBreakerOpenException e) {
            throw Failure.unreachable(service.words() + " at " + endpoint + " is not asked again for "
                    + Math.max(1, breaker.getRemainingDelay().toSeconds()) + " s: it failed " + failures()
                    + " times in a row, the last time with: " + reason());
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                Thread.interrupted();
                throw interrupted;
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw e;
        } catch (Failure e) {
            if (unreachable(e)) {
                failed(e, Duration.ofNanos(System.nanoTime() - start));
            } else {
                succeeded();
            }
            throw e;
        }
    }

    /** The first answer, a refusal too, shows that somebody is there, and worth waiting for if that ends. */
    private <T> T answered(Calls.Call<T> call) throws IOException, InterruptedException {
        try {
            T result = call.now();
            reached();
            return result;
        } catch (Failure e) {
            if (!unreachable(e)) {
                reached();
            }
            throw e;
        }
    }

    private RetryPolicy<Object> retries(CheckedPredicate<Throwable> again, Log log) {
        RetryPolicyBuilder<Object> policy = RetryPolicy.builder()
                .handleIf(again)
                .withBackoff(Service.FIRST_PAUSE, Service.LONGEST_PAUSE)
                .withJitter(Service.JITTER);
        Duration patience = service.patience();
        if (patience.isZero()) {
            return policy.withMaxRetries(0).build();
        }
        if (!wasReached()) {
            return policy.withMaxRetries(Service.FIRST_RETRIES).build();
        }
        return policy.withMaxRetries(-1)
                .withMaxDuration(patience)
                .onRetry(event -> {
                    if (event.getAttemptCount() == 1) {
                        waited();
                    }
                    // short stumbles are nobody's business
                    if (event.getAttemptCount() == Service.FIRST_RETRIES + 1) {
                        log.warning(event.getLastException().getMessage() + " Waiting for up to "
                                + patience.toSeconds() + " s.");
                    }
                })
                .build();
    }

    synchronized int waits(Service of) {
        return of == service ? waits : 0;
    }

    private synchronized void waited() {
        waits++;
    }

    private synchronized boolean wasReached() {
        return reached;
    }

    private synchronized void reached() {
        reached = true;
    }

    private synchronized void succeeded() {
        since = failures == 0 ? since : clock.instant();
        failures = 0;
    }

    private synchronized void failed(Failure failure, Duration took) {
        // whoever stayed away for that long is waited for once, and not at every call
        reached &= took.compareTo(service.patience()) < 0;
        since = failures == 0 || failures + 1 == service.failures() ? clock.instant() : since;
        failures++;
        reason = failure.getMessage();
    }

    private synchronized int failures() {
        return failures;
    }

    private synchronized String reason() {
        return reason;
    }

    private static boolean unreachable(Throwable e) {
        return e instanceof Failure failure && failure.kind() == Failure.Kind.UNREACHABLE;
    }

    /** A deadline that passed has no cause below it: who did not answer in time is not asked for as long again. */
    private static boolean connectionFailed(Throwable e) {
        return unreachable(e) && e.getCause() instanceof IOException;
    }

    private static boolean nothingWasSent(Throwable e) {
        return connectionFailed(e) && NOTHING_SENT.matcher(String.valueOf(e.getMessage())).find();
    }
}
