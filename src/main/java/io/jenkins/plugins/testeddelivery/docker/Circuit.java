package io.jenkins.plugins.testeddelivery.docker;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.function.CheckedSupplier;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to one engine: waits while the engine is away, and once it stayed away for too long leaves it alone for a
 * while, so that one outage is waited for once and not at every call.
 */
public final class Circuit {
    private final Log log;
    private final Duration patience;
    private final CircuitBreaker<Object> breaker;
    private final FailsafeExecutor<Object> executor;
    private final AtomicInteger outages = new AtomicInteger();
    private final AtomicBoolean away = new AtomicBoolean();

    public Circuit(Log log) {
        this(log, Resilience.PATIENCE, Resilience.REST);
    }

    /**
     * @param patience how long an engine that went away is waited for
     * @param rest how long it is left alone after that
     */
    public Circuit(Log log, Duration patience, Duration rest) {
        this.log = log;
        this.patience = patience;
        this.breaker = Resilience.breaker(rest);
        this.executor = Failsafe.with(breaker, Resilience.outage(patience, this::missing));
    }

    /** How often the engine was found to be away. */
    public int outages() {
        return outages.get();
    }

    /** The state and the figures, for {@code status}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("endpoint", "container engine");
        map.put("circuit", breaker.getState().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        map.put("outages", outages.get());
        map.put("deadline", Resilience.READ.toSeconds() + "s, " + Resilience.CHANGE.toSeconds() + "s for a change");
        map.put("waitsFor", patience.toSeconds() + "s");
        map.put("fallback", "last known state");
        return map;
    }

    /** @param call may be made again after it failed */
    <T> T through(CheckedSupplier<T> call) throws IOException, InterruptedException {
        try {
            T result = Resilience.get(executor, call);
            if (away.compareAndSet(true, false)) {
                log.line("The container engine is there again");
            }
            return result;
        } catch (CircuitBreakerOpenException e) {
            throw new Failure(
                    Failure.Kind.UNREACHABLE,
                    "The container engine went away and did not come back within " + patience.toSeconds()
                            + " s. Start it, and run the command again.",
                    e);
        }
    }

    private void missing() {
        if (away.compareAndSet(false, true)) {
            outages.incrementAndGet();
            log.warning("The container engine went away; waiting up to " + patience.toSeconds() + " s for it.");
        }
        log.progress("waiting for the container engine");
    }
}
