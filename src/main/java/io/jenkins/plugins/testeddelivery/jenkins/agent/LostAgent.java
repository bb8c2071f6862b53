package io.jenkins.plugins.testeddelivery.jenkins.agent;

import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.testeddelivery.port.Failure;

/** Tells that an agent went away from whatever else can fail there. */
public final class LostAgent {
    private static final int DEEPEST = 50;
    /** Of a plugin that runs every step inside {@code node} and that nobody refers to. */
    private static final String OFFLINE = "org.jenkinsci.plugins.workflow.support.steps.AgentOfflineException";

    private LostAgent() {}

    /** Whether somewhere behind the failure is that nobody can be asked any more. */
    public static boolean isBehind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof ChannelClosedException
                    || cause instanceof RequestAbortedException
                    || cause instanceof Launching.AgentLost
                    || cause.getClass().getName().equals(OFFLINE)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** @param when something, in words: "while 'make' ran there" */
    static Failure failure(String when, Throwable cause) {
        return new Failure(
                Failure.Kind.UNREACHABLE,
                "The agent was lost " + when + " (" + LogText.oneLine(String.valueOf(cause.getMessage()))
                        + "); run the build again: what was finished is recorded and will be reused.",
                cause);
    }
}
