package hudson;

import java.io.IOException;

/** Declares what is used of the class {@code hudson.Proc}. */
public abstract class Proc {
    protected Proc() {}

    public abstract int join() throws IOException, InterruptedException;

    public abstract void kill() throws IOException, InterruptedException;
}
