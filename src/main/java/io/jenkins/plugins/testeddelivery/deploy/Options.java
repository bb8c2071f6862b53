package io.jenkins.plugins.testeddelivery.deploy;

/**
 * How a deployment or a rollback is wanted.
 *
 * @param skipLoad the images are in the engine already: they are checked there and not loaded
 * @param dryRun say what would change and change nothing
 * @param retry take a version that was ill here
 * @param acceptEnvironment take what guards the environment as the release states it, and pin that
 * @param by who wants it: build URL, or user@host
 */
public record Options(boolean skipLoad, boolean dryRun, boolean retry, boolean acceptEnvironment, String by) {
    public static Options by(String who) {
        return new Options(false, false, false, false, who);
    }

    public Options withSkipLoad() {
        return new Options(true, dryRun, retry, acceptEnvironment, by);
    }

    public Options withDryRun() {
        return new Options(skipLoad, true, retry, acceptEnvironment, by);
    }

    public Options withRetry() {
        return new Options(skipLoad, dryRun, true, acceptEnvironment, by);
    }

    public Options withAcceptEnvironment() {
        return new Options(skipLoad, dryRun, retry, true, by);
    }
}
