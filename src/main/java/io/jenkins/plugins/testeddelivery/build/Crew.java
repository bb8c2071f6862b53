package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Works through the waves with several hands at once; a failure stops what depends on it and nothing else. */
final class Crew<T> {
    private final Hand<T> hand;
    private final Order order;
    private final Map<String, Job> jobs;
    private final Map<String, T> built = new ConcurrentSkipListMap<>();
    private final Map<String, String> failed = new ConcurrentSkipListMap<>();
    private final Set<String> skipped = new ConcurrentSkipListSet<>();
    private final List<Failure> stopsAll = new ArrayList<>();

    /** Does one job; what it throws is the job's failure. */
    @FunctionalInterface
    interface Hand<T> {
        T work(Job job) throws IOException, InterruptedException;
    }

    Crew(Hand<T> hand, Order order, Map<String, Job> jobs) {
        this.hand = hand;
        this.order = order;
        this.jobs = jobs;
    }

    /** @param hands how many at once; zero or less: one for each core */
    void work(int hands) throws InterruptedException {
        int most = hands > 0 ? hands : Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(most, jobs.size())), task -> {
            Thread thread = new Thread(task, "build");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (List<String> wave : order.waves(jobs.keySet())) {
                List<Callable<Void>> tasks = new ArrayList<>();
                for (String name : wave) {
                    if (stopped(name)) {
                        skipped.add(name);
                        jobs.get(name).ports().log().line("skipped: something it depends on was not built");
                    } else {
                        tasks.add(() -> one(jobs.get(name)));
                    }
                }
                bugs(pool.invokeAll(tasks));
            }
        } finally {
            // after an interruption the tasks are interrupted too; nobody returns before their processes are gone
            pool.shutdownNow();
            end(pool);
        }
    }

    Map<String, T> built() {
        return built;
    }

    Map<String, String> failed() {
        return failed;
    }

    Set<String> skipped() {
        return skipped;
    }

    /** An engine that cannot be reached is no matter of one component. */
    void throwWhatStopsAll() {
        synchronized (stopsAll) {
            if (!stopsAll.isEmpty()) {
                throw stopsAll.get(0);
            }
        }
    }

    private boolean stopped(String name) {
        return order.dependenciesOf(name).stream()
                .anyMatch(other -> failed.containsKey(other) || skipped.contains(other));
    }

    private Void one(Job job) throws InterruptedException {
        try {
            built.put(job.name(), hand.work(job));
        } catch (Failure | IOException e) {
            if (e instanceof Failure failure && failure.kind() == Failure.Kind.UNREACHABLE) {
                synchronized (stopsAll) {
                    stopsAll.add(failure);
                }
            }
            String words = Words.of(job, e);
            failed.put(job.name(), words);
            job.ports().log().line("failed: " + words);
        }
        return null;
    }

    /** Only a bug, or an interruption of a worker alone, ends up here: every other outcome is in words by now. */
    private static void bugs(List<Future<Void>> ended) throws InterruptedException {
        for (Future<Void> future : ended) {
            try {
                future.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof InterruptedException) {
                    throw new InterruptedException(e.getCause().getMessage());
                }
                if (e.getCause() instanceof RuntimeException bug) {
                    throw bug;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static void end(ExecutorService pool) throws InterruptedException {
        boolean interrupted = false;
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }
}
