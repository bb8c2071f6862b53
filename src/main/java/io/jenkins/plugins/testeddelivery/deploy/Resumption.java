package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Owner;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finishes what a deployment that died has begun in an environment, from what the environment itself knows. */
final class Resumption {
    private final Ports ports;
    private final Grounds grounds;
    private final String environment;
    private final EnvironmentStore store;
    private final Supplier<Failure> nothingDeployed;

    Resumption(
            Ports ports,
            Grounds grounds,
            String environment,
            EnvironmentStore store,
            Supplier<Failure> nothingDeployed) {
        this.ports = ports;
        this.grounds = grounds;
        this.environment = environment;
        this.store = store;
        this.nothingDeployed = nothingDeployed;
    }

    Optional<Interrupted> look() throws IOException, InterruptedException {
        return store.read()
                .orElseThrow(nothingDeployed)
                .pending()
                .map(pending -> new Interrupted(
                        pending.layout().version(), !pending.preparing(), pending.words()));
    }

    Fact.Deployment finish(Options options, Owner owner, Duration patience) throws IOException, InterruptedException {
        store.read().orElseThrow(nothingDeployed);
        String what = "the resumption of what was interrupted by " + options.by();
        try (EnvironmentLock lock = EnvironmentLock.take(store, environment, what, ports, owner, patience)) {
            State state = store.read().orElseThrow(nothingDeployed);
            Rollout rollout = new Rollout(ports, store, grounds::site, options.by(), state);
            if (state.pending().isEmpty()) {
                ports.log().line("Nothing was interrupted in " + environment + "; "
                        + (state.running().isEmpty() ? "nothing" : state.running()) + " runs there");
                return Deployments.unchanged(state);
            }
            State.Pending pending = state.pending().get();
            String missing = pending.preparing() || pending.ill().isPresent()
                    ? ""
                    : grounds.site(pending.layout(), state).missing();
            if (pending.preparing() || pending.ill().isPresent() || !missing.isEmpty()) {
                if (!missing.isEmpty()) {
                    ports.log().warning(pending.words() + " cannot be finished: " + missing + ".");
                }
                rollout.recover();
                return wentBack(rollout.state(), pending);
            }
            ports.log().line("Finishing " + pending.words());
            Site site = grounds.site(pending.layout(), state);
            return rollout.run(site, pending.trigger(), site.compare());
        }
    }

    private static Fact.Deployment wentBack(State state, State.Pending pending) {
        Optional<State.Entry> last = pending.preparing()
                ? Optional.empty()
                : Optional.of(state.history().get(state.history().size() - 1));
        return new Fact.Deployment(
                state.environment(),
                pending.layout().version(),
                last.map(State.Entry::outcome).orElse(State.INTERRUPTED),
                state.running(),
                state.running(),
                pending.trigger(),
                Map.of(),
                last.map(State.Entry::reason).orElse("interrupted before anything changed"),
                0);
    }
}
