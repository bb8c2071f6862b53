package io.jenkins.plugins.testeddelivery.jenkins.steps;

/** The course of one step's work: begun once, told to stop, answered once, whoever comes first. */
final class Course {
    private Thread thread;
    private Runnable stopped;
    private boolean ended;
    private boolean answered;

    /** @return false if it was stopped before it began, and is answered */
    synchronized boolean begin() {
        if (stopped != null) {
            return false;
        }
        thread = Thread.currentThread();
        return true;
    }

    void end(Runnable answer) {
        end(() -> {}, answer);
    }

    /**
     * The work has ended.
     *
     * @param down is done first, whoever answers and even if somebody has answered already
     * @param answer is given, or that of who told it to stop
     */
    void end(Runnable down, Runnable answer) {
        Runnable last;
        synchronized (this) {
            ended = true;
            // from here on the thread works for others: a late interruption would be theirs
            thread = null;
            last = stopped == null ? answer : stopped;
        }
        Thread.interrupted();
        try {
            down.run();
        } finally {
            give(last);
        }
    }

    /**
     * Tells it to stop.
     *
     * @param answer once it has, by the thread that did the work
     * @param atOnce given instead, by the caller, if it had not begun
     * @return whether somebody must watch that it ends
     */
    boolean stop(Runnable answer, Runnable atOnce) {
        synchronized (this) {
            boolean first = stopped == null;
            stopped = first ? answer : stopped;
            if (thread != null) {
                thread.interrupt();
                return first;
            }
            if (ended) {
                return false;
            }
        }
        give(atOnce);
        return false;
    }

    /** Gives the answer unless one was given. */
    void give(Runnable answer) {
        synchronized (this) {
            if (answered) {
                return;
            }
            answered = true;
        }
        answer.run();
    }

    synchronized boolean isRunning() {
        return thread != null;
    }

    synchronized String words() {
        if (thread == null) {
            return ended ? "ended" : "waiting for a free thread";
        }
        return (stopped == null ? "running in thread: " : "stopping thread: ") + thread.getName();
    }
}
