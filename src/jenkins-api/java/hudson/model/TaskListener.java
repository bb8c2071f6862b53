package hudson.model;

import java.io.PrintStream;
import java.io.Serializable;

/** Declares what is used of the interface {@code hudson.model.TaskListener}. */
public interface TaskListener extends Serializable {
    TaskListener NULL = null;

    PrintStream getLogger();
}
