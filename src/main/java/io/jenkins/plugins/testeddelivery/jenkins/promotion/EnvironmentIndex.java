package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import java.util.List;

/**
 * What is live in every environment and what was before, without loading a build. Callers show only what belongs to a
 * project that the viewer may read.
 */
public final class EnvironmentIndex {
    private EnvironmentIndex() {}

    /**
     * An environment as it is now, for one project.
     *
     * @param environmentId {@code folder/name}
     * @param name of the environment
     * @param project full name of the project (multibranch project or job) whose release runs there
     * @param version that runs; empty: none
     * @param release digest of its {@code release.json}; empty: not known
     * @param since when it came, ISO-8601 UTC; empty: never
     * @param health {@code healthy}, {@code ill}, {@code held} (left half done) or {@code unknown}
     * @param outcome how the newest deployment ended, as in {@code Fact.Deployment}; empty: none yet
     * @param lastVersion version of the newest deployment
     * @param reason why that one did not end healthy
     * @param source full display name of the build that made what runs, {@code shop/main #12}; empty: not known
     * @param run full display name of the run that deployed last
     * @param actor who did
     * @param busy who deploys there this moment, in words; empty: nobody
     * @param guarded whether only what was promoted may be deployed there
     */
    public record Live(
            String environmentId,
            String name,
            String project,
            String version,
            String release,
            String since,
            String health,
            String outcome,
            String lastVersion,
            String reason,
            String source,
            String run,
            String actor,
            String busy,
            boolean guarded) {}

    /**
     * Something that happened there.
     *
     * @param event {@code asked}, {@code refused}, {@code admitted} or {@code ended}
     * @param outcome how it ended; empty for other events
     * @param reason given by who asked, or why it did not end healthy, or every refusal
     */
    public record Past(
            String at,
            String event,
            String environmentId,
            String name,
            String project,
            String version,
            String release,
            String source,
            String run,
            String actor,
            String outcome,
            String reason) {}

    /** Every environment that was ever deployed to or is configured for a project that has records; sorted by project, then name. */
    public static List<Live> all() {
        return List.of();
    }

    /** Those of one project, by its full name. */
    public static List<Live> of(String project) {
        return List.of();
    }

    /** Newest first, at most so many. */
    public static List<Past> history(String project, String environmentId, int most) {
        return List.of();
    }
}
