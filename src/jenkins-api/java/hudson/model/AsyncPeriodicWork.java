package hudson.model;

import java.io.IOException;
import java.util.logging.Level;

/** Declares what is used of the class {@code hudson.model.AsyncPeriodicWork}. */
public abstract class AsyncPeriodicWork extends PeriodicWork {
    protected AsyncPeriodicWork(String name) {}

    protected abstract void execute(TaskListener listener) throws IOException, InterruptedException;

    protected Level getNormalLoggingLevel() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
