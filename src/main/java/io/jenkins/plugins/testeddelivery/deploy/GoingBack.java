package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Decides which release a rollback goes to, from what the environment remembers. */
record GoingBack(Log log, Grounds grounds, Admission admission, Options options) {
    /** Takes a release, or fails because something that it needs is gone. */
    @FunctionalInterface
    interface Take<T> {
        T of(Site site) throws IOException, InterruptedException;
    }

    /**
     * The first release that can be taken.
     *
     * @param version to go to; empty: the newest healthy one before the present one that is not ill since
     */
    <T> T to(State state, String version, Take<T> take) throws IOException, InterruptedException {
        if (!version.isEmpty()) {
            if (!state.layouts().containsKey(version)) {
                throw Failure.usage("The environment " + state.environment() + " does not remember " + version
                        + "; it remembers " + String.join(", ", state.layouts().keySet()) + ".");
            }
            admission.requireNotIll(state, version, options.retry());
        }
        List<String> candidates =
                version.isEmpty() ? new History(state.history()).backFrom(state.running()) : List.of(version);
        Predicate<String> remembered = state.layouts()::containsKey;
        for (String candidate : candidates.stream().filter(remembered).toList()) {
            try {
                return take.of(grounds.site(state.layouts().get(candidate), state));
            } catch (Failure e) {
                // an engine or a registry that is away for a moment is no reason to go back further than was asked for
                if (e.kind() != Failure.Kind.FAILED) {
                    throw e;
                }
                log.warning("Cannot go back to " + candidate + ": " + e.getMessage());
            }
        }
        throw Failure.failed("There is no release to go back to in " + state.environment() + " from "
                + (state.running().isEmpty() ? "nothing" : state.running())
                + ". Deploy the one you want from its release folder.");
    }
}
