package hudson.model;

/** Declares what is used of the class {@code hudson.model.Cause}. */
public abstract class Cause {
    public Cause() {}

    public abstract String getShortDescription();
}
