package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.release.DeployPlan;
import io.jenkins.plugins.testeddelivery.release.Release;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides whether a release may come into an environment at all: its guards, the environment before it, its own past. */
final class Admission {
    private final Grounds grounds;
    private final Known known;

    Admission(Grounds grounds, Known known) {
        this.grounds = grounds;
        this.known = known;
    }

    /** Refuses a definition whose guards are not those that were accepted. */
    void requireAccepted(
            State state, Environment environment, Optional<Memory.Where> remembered, Memory.Where where, boolean accept) {
        List<String> changed = new ArrayList<>();
        if (!state.guards().isEmpty()) {
            changed.addAll(Guards.changed(state.guards(), Guards.of(environment)));
        } else if (remembered.isPresent() && !remembered.get().same(where)) {
            changed.add("it was " + remembered.get().words() + " and would be " + where.words());
        }
        if (!changed.isEmpty() && !accept) {
            throw Failure.failed("What guards the environment " + environment.name() + " is not what was accepted there: "
                    + String.join("; ", changed) + ". If that is meant, deploy with --accept-environment.");
        }
    }

    /**
     * Refuses another release under the name of one that the environment knows: whoever can replace a whole folder can
     * make it agree with itself.
     */
    void requireSameRelease(State state, Layout layout) {
        Layout known = state.layouts().get(layout.version());
        if (known != null && !known.manifest().isEmpty() && !known.manifest().equals(layout.manifest())) {
            throw Failure.failed("The environment " + state.environment() + " knows " + layout.version() + " as the release"
                    + " with " + Release.MANIFEST + " " + known.manifest() + ", and this one has " + layout.manifest()
                    + ". A version names one release for ever; take it from where it was exported again.");
        }
    }

    /** Refuses a release that is not what the environment's policy asks for, and names every clause that it breaks. */
    void requirePolicy(Environment environment, Release release, Instant now) {
        List<String> refusals = PolicyCheck.refusals(environment, release, now);
        if (!refusals.isEmpty()) {
            throw Failure.failed(release.version() + " may not come to " + environment.name() + ":\n  "
                    + String.join("\n  ", refusals));
        }
    }

    /** Refuses a version that was ill here, unless it is to be tried again. */
    void requireNotIll(State state, String version, boolean retry) {
        Optional<State.Entry> verdict = new History(state.history()).verdict(version).filter(State.Entry::ill);
        if (verdict.isPresent() && !retry) {
            throw Failure.failed(version + " was ill in " + state.environment() + " at " + verdict.get().at() + ": "
                    + verdict.get().reason() + ". Deploy another version, or this one again with --retry.");
        }
    }

    /** Refuses a release that did not end healthy in the environment that comes before. */
    void requireAfter(DeployPlan plan, Environment environment, String version)
            throws IOException, InterruptedException {
        String first = environment.after();
        if (first.isEmpty()) {
            return;
        }
        Environment before = plan.environments().get(first);
        if (before == null) {
            throw Failure.failed("The environment " + environment.name() + " comes after " + first
                    + ", which the release does not describe. Correct 'after' and export again.");
        }
        Memory.Where where = grounds.where(plan.project(), before);
        boolean healthy = knownHealthy(first, version)
                || grounds.store(where, () -> "")
                        .read()
                        .map(state -> new History(state.history()).endedHealthy(version))
                        .orElse(false);
        if (!healthy) {
            throw Failure.failed(version + " did not end healthy in " + first + ", and " + environment.name()
                    + " comes after it (looked in " + where.words() + " and in the ledger). Deploy it there first:"
                    + " delivery deploy --env " + first + " --version " + version);
        }
    }

    private boolean knownHealthy(String environment, String version) throws IOException {
        boolean healthy = false;
        for (Fact.Deployment deployment : known.deployments()) {
            if (deployment.environment().equals(environment) && deployment.version().equals(version)) {
                healthy = State.HEALTHY.equals(deployment.outcome());
            }
        }
        return healthy;
    }
}
