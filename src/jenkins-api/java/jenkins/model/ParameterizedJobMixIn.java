package jenkins.model;

import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;

/** Declares what is used of the class {@code jenkins.model.ParameterizedJobMixIn}. */
public abstract class ParameterizedJobMixIn<JobT extends Job<JobT, RunT> &
        ParameterizedJobMixIn.ParameterizedJob<JobT, RunT> & Queue.Task, RunT extends Run<JobT, RunT> &
        Queue.Executable> {
    public ParameterizedJobMixIn() {}

    public static Queue.Item scheduleBuild2(Job<?, ?> job, int quietPeriod, Action... actions) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    /** Declares what is used of the interface {@code jenkins.model.ParameterizedJobMixIn.ParameterizedJob}. */
    public interface ParameterizedJob<JobT extends Job<JobT, RunT> & ParameterizedJobMixIn.ParameterizedJob<JobT,
            RunT> & Queue.Task, RunT extends Run<JobT, RunT> & Queue.Executable> extends Item, Queue.Task {}
}
