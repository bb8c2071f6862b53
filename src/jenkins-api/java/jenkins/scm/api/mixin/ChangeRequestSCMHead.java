package jenkins.scm.api.mixin;

import java.io.Serializable;
import jenkins.scm.api.SCMHead;

/** Declares what is used of the interface {@code jenkins.scm.api.mixin.ChangeRequestSCMHead}. */
public interface ChangeRequestSCMHead extends Comparable<SCMHead>, Serializable {
    SCMHead getTarget();
}
