package jenkins.util;

import java.util.concurrent.ScheduledExecutorService;

/** Declares what is used of the class {@code jenkins.util.Timer}. */
public class Timer {
    private Timer() {}

    public static ScheduledExecutorService get() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
