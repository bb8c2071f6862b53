package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.Login;

/**
 * How a deployment or a rollback is wanted.
 *
 * @param skipLoad no archive is loaded: the images are in the engine already, or come from a registry by digest
 * @param dryRun say what would change and change nothing
 * @param retry take a version that was ill here
 * @param acceptEnvironment take what guards the environment as the release states it, and pin that
 * @param by who wants it: build URL, or user@host
 * @param login for the registry; {@link Login#NOBODY}: what docker is logged in with
 */
public record Options(
        boolean skipLoad, boolean dryRun, boolean retry, boolean acceptEnvironment, String by, Login login) {
    /** With what docker is logged in with. */
    public Options(boolean skipLoad, boolean dryRun, boolean retry, boolean acceptEnvironment, String by) {
        this(skipLoad, dryRun, retry, acceptEnvironment, by, Login.NOBODY);
    }

    public static Options by(String who) {
        return new Options(false, false, false, false, who);
    }

    public Options withSkipLoad() {
        return new Options(true, dryRun, retry, acceptEnvironment, by, login);
    }

    public Options withDryRun() {
        return new Options(skipLoad, true, retry, acceptEnvironment, by, login);
    }

    public Options withRetry() {
        return new Options(skipLoad, dryRun, true, acceptEnvironment, by, login);
    }

    public Options withAcceptEnvironment() {
        return new Options(skipLoad, dryRun, retry, true, by, login);
    }

    public Options withLogin(Login newLogin) {
        return new Options(skipLoad, dryRun, retry, acceptEnvironment, by, newLogin);
    }
}
