package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Component;
import java.util.Collection;
import java.util.concurrent.Semaphore;

/**
 * Lets only so many builders of images run at once. There is one hand more than that: it writes a context, or records what
 * was built, while all builders run, so that none of them waits for such work.
 */
final class Slots {
    private static final int MORE_HANDS = 1;

    private final int atOnce;
    private final Semaphore free;

    /** @param parallelism zero or less: one for each core */
    Slots(int parallelism) {
        atOnce = parallelism > 0 ? parallelism : Runtime.getRuntime().availableProcessors();
        // who waits longest is next
        free = new Semaphore(atOnce, true);
    }

    /** How many of these jobs to take up at once; of a command in the tree nothing can be done before its turn. */
    int hands(Collection<Job> jobs) {
        boolean images = jobs.stream().allMatch(job -> job.component().kind() == Component.Kind.IMAGE);
        return images ? atOnce + MORE_HANDS : atOnce;
    }

    /** Waits until a builder may start; gives the nanoseconds that took, which are no time of its build. */
    long take() throws InterruptedException {
        long start = System.nanoTime();
        free.acquire();
        return System.nanoTime() - start;
    }

    void giveBack() {
        free.release();
    }
}
