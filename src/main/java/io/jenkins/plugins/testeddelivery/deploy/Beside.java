package io.jenkins.plugins.testeddelivery.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A question that is asked beside other work, in a thread of its own; its answer, or what went wrong with it, is had when it
 * is wanted.
 */
final class Beside<T> implements AutoCloseable {
    /** A process that is told to end, and its files, are waited for that long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<T> answer;

    /** Something to ask; changes nothing. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    /** Begins to ask. */
    Beside(Question<T> question) {
        answer = thread.submit(question::ask);
        thread.shutdown();
    }

    /** The answer, waited for; throws what the question threw. */
    T get() throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends what is still being asked, its process and files included. */
    @Override
    public void close() {
        if (answer.isDone()) {
            return;
        }
        answer.cancel(true);
        try {
            thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
