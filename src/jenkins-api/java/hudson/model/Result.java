package hudson.model;

import java.io.Serializable;

/** Declares what is used of the class {@code hudson.model.Result}. */
public final class Result implements Serializable {
    public static final Result NOT_BUILT = null;
    public static final Result SUCCESS = null;
    public static final Result UNSTABLE = null;

    private Result(String name, BallColor color, int ordinal, boolean complete) {}

    public static Result fromString(String s) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public boolean isWorseOrEqualTo(Result that) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public boolean isWorseThan(Result that) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String toString() {
        return null;
    }
}
