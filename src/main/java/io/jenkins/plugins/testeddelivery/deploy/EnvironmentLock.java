package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Owner;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Holds an environment for one deployment; who comes second waits and is told for whom. */
final class EnvironmentLock implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final EnvironmentStore store;
    private final Holder holder;

    private EnvironmentLock(EnvironmentStore store, Holder holder) {
        this.store = store;
        this.holder = holder;
    }

    /**
     * Waits for the lock and takes it.
     *
     * @param owner takes the lock of one that is gone
     * @throws Failure naming the holder when the patience is at its end
     */
    static EnvironmentLock take(
            EnvironmentStore store, String environment, String what, Ports ports, Owner owner, Duration patience)
            throws IOException, InterruptedException {
        Holder holder = ports.workspace().act(new Holder.New(what, ports.clock().instant(), owner.name()));
        long deadline = System.nanoTime() + patience.toNanos();
        Log log = ports.log();
        String told = "";
        while (true) {
            EnvironmentStore.Taken taken = store.take(holder);
            if (taken.holder() != null && taken.holder().token().equals(holder.token())) {
                if (!taken.tookOverFrom().isEmpty()) {
                    log.warning("The lock of " + environment + " was left behind by " + taken.tookOverFrom()
                            + ", whose process is gone; it is taken over.");
                }
                return new EnvironmentLock(store, holder);
            }
            String words = taken.holder() == null ? "another process" : taken.holder().words();
            if (taken.holder() != null && !taken.holder().owner().isEmpty() && owner.gone(taken.holder().owner())) {
                log.warning("The lock of " + environment + " was left behind by " + words
                        + ", on whose behalf nobody acts any more; it is taken over.");
                store.release(taken.holder());
                continue;
            }
            if (System.nanoTime() - deadline >= 0) {
                throw Failure.failed("The environment " + environment + " (" + store.place() + ") is held by " + words
                        + ", and " + patience.toSeconds() + " s of waiting were not enough. Wait for it to end; if it is "
                        + "known to be dead, " + store.howToFree() + ".");
            }
            if (taken.holder() != null && !told.equals(words)) {
                log.line("Waiting for " + environment + ": held by " + words);
                told = words;
            }
            log.progress("waiting for " + environment + ", held by " + words);
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            store.release(holder);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
