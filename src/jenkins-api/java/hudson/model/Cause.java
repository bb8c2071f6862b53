package hudson.model;

import java.util.List;

/** Declares what is used of the class {@code hudson.model.Cause}. */
public abstract class Cause {
    public Cause() {}

    public abstract String getShortDescription();

    /** Declares what is used of the class {@code hudson.model.Cause.UpstreamCause}. */
    public static class UpstreamCause extends Cause {
        public UpstreamCause(Run<?, ?> up) {}

        @Override
        public String getShortDescription() {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }

        public List<Cause> getUpstreamCauses() {
            return null;
        }
    }

    /** Declares what is used of the class {@code hudson.model.Cause.UserIdCause}. */
    public static class UserIdCause extends Cause {
        public UserIdCause() {}

        @Override
        public String getShortDescription() {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }

        public String getUserId() {
            return null;
        }
    }
}
