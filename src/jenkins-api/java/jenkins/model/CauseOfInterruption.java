package jenkins.model;

import java.io.Serializable;

/** Declares what is used of the class {@code jenkins.model.CauseOfInterruption}. */
public abstract class CauseOfInterruption implements Serializable {
    public CauseOfInterruption() {}

    public abstract String getShortDescription();
}
