package jenkins.scm.api;

import java.io.Serializable;

/** Declares what is used of the class {@code jenkins.scm.api.SCMRevision}. */
public abstract class SCMRevision implements Serializable {
    protected SCMRevision(SCMHead head) {}

    @Override
    public abstract boolean equals(Object obj);
}
