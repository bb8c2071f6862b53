package hudson.triggers;

import java.util.TimerTask;

/** Declares what is used of the class {@code hudson.triggers.SafeTimerTask}. */
public abstract class SafeTimerTask extends TimerTask {
    public SafeTimerTask() {}

    @Override
    public final void run() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
