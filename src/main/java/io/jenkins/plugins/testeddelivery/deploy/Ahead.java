package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Beside;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Asks compose what a release's files mean while the release is still being verified: both take about as long, and to ask
 * changes nothing. What goes wrong is not told: whoever needs the answer asks again at its time.
 */
final class Ahead implements AutoCloseable {
    /** An older answer may be about settings that changed meanwhile. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private String version = "";
    private long began;
    private Beside<Map<String, Object>> answer;

    /** Begins to ask of this version. */
    void ask(String ofVersion, Callable<Map<String, Object>> question) {
        version = ofVersion;
        began = System.nanoTime();
        answer = new Beside<>(question);
        answer.begin();
    }

    /** The answer, waited for; empty: it was not asked, not answered, taken already, or is too old. */
    Optional<Map<String, Object>> take(String ofVersion) throws InterruptedException {
        if (answer == null || !version.equals(ofVersion)) {
            return Optional.empty();
        }
        Beside<Map<String, Object>> asked = answer;
        answer = null;
        if (System.nanoTime() - began > FRESH.toNanos()) {
            asked.close();
            return Optional.empty();
        }
        try {
            return Optional.of(asked.get());
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (answer != null) {
            answer.close();
            answer = null;
        }
    }
}
