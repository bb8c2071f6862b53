package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.model.ItemGroup;
import hudson.model.Job;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn.ParameterizedJob;

/** Finds the job that deploys to an environment. */
final class DeployJobs {
    private DeployJobs() {}

    /** @param name relative to the group, or absolute with a slash in front */
    static Optional<Job<?, ?>> find(String name, ItemGroup<?> group) {
        Job<?, ?> job = Jenkins.get().getItem(name, group, Job.class);
        return Optional.ofNullable(job);
    }

    /** Whether it can be started with parameters. */
    static boolean startable(Job<?, ?> job) {
        return job instanceof ParameterizedJob && job.isBuildable();
    }
}
