package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.Extension;
import hudson.ExtensionList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.YesNoMaybe;

/** The threads on the controller that steps work on: never the Pipeline's own, and never more than so many. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public class EngineThreads {
    private static final int MOST = 64;

    private final AtomicInteger count = new AtomicInteger();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(MOST, MOST, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "tested-delivery " + count.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
    private final Turns turns = new Turns();

    public EngineThreads() {
        pool.allowCoreThreadTimeOut(true);
    }

    public static EngineThreads get() {
        return ExtensionList.lookupSingleton(EngineThreads.class);
    }

    /** Runs the task as soon as a thread is free. */
    public void run(Runnable task) {
        pool.execute(task);
    }

    /** Who works in which workspace. */
    Turns turns() {
        return turns;
    }
}
