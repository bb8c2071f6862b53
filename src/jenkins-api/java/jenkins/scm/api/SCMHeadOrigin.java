package jenkins.scm.api;

import java.io.Serializable;

/** Declares what is used of the class {@code jenkins.scm.api.SCMHeadOrigin}. */
public abstract class SCMHeadOrigin implements Serializable {
    public SCMHeadOrigin() {}

    /** Declares what is used of the class {@code jenkins.scm.api.SCMHeadOrigin.Default}. */
    public static final class Default extends SCMHeadOrigin {
        private Default() {}
    }
}
