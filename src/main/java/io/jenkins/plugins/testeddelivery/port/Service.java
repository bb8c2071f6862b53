package io.jenkins.plugins.testeddelivery.port;

import java.time.Duration;

/**
 * What is called outside of this process, and with how much patience: the one table of deadlines, retries and circuits
 * that {@link Calls} goes by.
 */
public enum Service {
    /** Fallback: none for what must be done; what is only shown is the last known state, with its age. */
    ENGINE("The container engine", 30, 120, 60),
    /** The engine again, a program's start further away. Fallback: as for the engine. */
    DOCKER("The container engine", 60, 180, 60),
    /** What is sent or fetched may take longer, as long as there is a sign of life. Fallback: the archive, else a build. */
    REGISTRY("The registry", 30, 300, 30),
    /**
     * Fallback: none; the deployment's own patience, {@code within}, is what repeats it. Its circuit is noted and never
     * opens: who is being waited for must be asked.
     */
    HEALTH("The health check", 5, 5, 0, 0),
    /** Fallback: none; what was begun is taken back, now or by the next deployment. */
    COMPOSE("Compose", 120, 1800, 60);

    /** How often anybody is asked again who has not answered at all yet. */
    static final int FIRST_RETRIES = 2;

    static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    /** The part of a pause that is left to chance, so that many who wait do not come at once. */
    static final double JITTER = 0.3;
    static final Duration OPEN = Duration.ofSeconds(30);

    private final String words;
    private final Duration read;
    private final Duration change;
    private final Duration patience;
    private final int failures;

    Service(String words, int read, int change, int patience) {
        this(words, read, change, patience, 3);
    }

    Service(String words, int read, int change, int patience, int failures) {
        this.words = words;
        this.read = Duration.ofSeconds(read);
        this.change = Duration.ofSeconds(change);
        this.patience = Duration.ofSeconds(patience);
        this.failures = failures;
    }

    /** Calls in a row, each with its retries, after whose failure nobody is asked for a while; 0: never so. */
    int failures() {
        return failures;
    }

    public String words() {
        return words;
    }

    /** Deadline of a question. */
    public Duration read() {
        return read;
    }

    /** Deadline of what changes something. */
    public Duration change() {
        return change;
    }

    /** How long one that answered before, and restarts it may be, is waited for. */
    public Duration patience() {
        return patience;
    }
}
