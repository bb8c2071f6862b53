package jenkins.scm;

import hudson.model.Job;
import hudson.model.Run;
import hudson.model.User;
import hudson.scm.ChangeLogSet;
import java.util.List;
import java.util.Set;

/** Declares what is used of the interface {@code jenkins.scm.RunWithSCM}. */
public interface RunWithSCM<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT> & RunWithSCM<JobT, RunT>> {
    List<ChangeLogSet<? extends ChangeLogSet.Entry>> getChangeSets();

    default Set<User> getCulprits() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
