package io.jenkins.plugins.testeddelivery.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Asks compose what a release's files mean while the release is still being verified: both take about as long, and to ask
 * changes nothing. What goes wrong is not told: whoever needs the answer asks again at its time.
 */
final class Ahead implements AutoCloseable {
    /** An older answer may be about settings that changed meanwhile. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private String version = "";
    private long began;
    private Future<Map<String, Object>> answer;
    private ExecutorService thread;

    /** A question to compose. */
    @FunctionalInterface
    interface Question {
        Map<String, Object> ask() throws IOException, InterruptedException;
    }

    /** Begins to ask of this version. */
    void ask(String ofVersion, Question question) {
        version = ofVersion;
        began = System.nanoTime();
        thread = Executors.newSingleThreadExecutor();
        answer = thread.submit(question::ask);
        thread.shutdown();
    }

    /** The answer, waited for; empty: it was not asked, not answered, taken already, or is too old. */
    Optional<Map<String, Object>> take(String ofVersion) throws InterruptedException {
        if (answer == null || !version.equals(ofVersion)) {
            return Optional.empty();
        }
        Future<Map<String, Object>> asked = answer;
        answer = null;
        if (System.nanoTime() - began > FRESH.toNanos()) {
            asked.cancel(true);
            return Optional.empty();
        }
        try {
            return Optional.of(asked.get());
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }

    /** Ends what is still being asked, its process and files included. */
    @Override
    public void close() {
        if (answer != null) {
            answer.cancel(true);
            answer = null;
            try {
                thread.awaitTermination(FRESH.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
