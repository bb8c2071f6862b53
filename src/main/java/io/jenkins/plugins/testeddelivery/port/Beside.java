package io.jenkins.plugins.testeddelivery.port;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Finds something out once, beside other work if that is begun early, and tells it, or what went wrong, to all who ask. */
public final class Beside<T> implements AutoCloseable {
    private final FutureTask<T> task;
    private Thread thread;

    public Beside(Callable<T> work) {
        task = new FutureTask<>(work);
    }

    public void begin() {
        thread = new Thread(task, "beside");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for it, or finds it out here and now if nobody began. */
    public T get() throws IOException, InterruptedException {
        task.run();
        try {
            return task.get();
        } catch (CancellationException e) {
            throw new InterruptedException("ended while it was found out");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException(e.getCause().getMessage());
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends what is still going on; its processes are gone afterwards. */
    @Override
    public void close() {
        task.cancel(true);
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
