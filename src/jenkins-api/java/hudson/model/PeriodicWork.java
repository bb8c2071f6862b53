package hudson.model;

import hudson.ExtensionPoint;
import hudson.triggers.SafeTimerTask;

/** Declares what is used of the class {@code hudson.model.PeriodicWork}. */
public abstract class PeriodicWork extends SafeTimerTask implements ExtensionPoint {
    public PeriodicWork() {}

    public abstract long getRecurrencePeriod();
}
