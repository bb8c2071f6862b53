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
    private final Supplies supplies;
    private final String environment;
    private final EnvironmentStore store;
    private final Supplier<Failure> nothingDeployed;

    Resumption(
            Ports ports,
            Grounds grounds,
            Supplies supplies,
            String environment,
            EnvironmentStore store,
            Supplier<Failure> nothingDeployed) {
        this.ports = ports;
        this.grounds = grounds;
        this.supplies = supplies;
        this.environment = environment;
        this.store = store;
        this.nothingDeployed = nothingDeployed;
    }

    Optional<Interrupted> look() throws IOException, InterruptedException {
        return store.read()
                .orElseThrow(nothingDeployed)
                .pending()
                .map(pending -> new Interrupted(
                        pending.layout().version(),
                        Deployments.ROLLBACK.equals(pending.trigger()),
                        !pending.preparing(),
                        pending.words()));
    }

    Fact.Deployment finish(Options options, Owner owner, Duration patience) throws IOException, InterruptedException {
        store.read().orElseThrow(nothingDeployed);
        String what = "the resumption of what was interrupted by " + options.by();
        try (EnvironmentLock lock = EnvironmentLock.take(store, environment, what, ports, owner, patience)) {
            State state = store.read().orElseThrow(nothingDeployed);
            Rollout rollout = new Rollout(ports, store, grounds::site, supplies, options.by(), state);
            if (state.pending().isEmpty()) {
                ports.log().line("Nothing was interrupted in " + environment + "; "
                        + (state.running().isEmpty() ? "nothing" : state.running()) + " runs there");
                return Deployments.unchanged(state);
            }
            State.Pending pending = state.pending().get();
            Optional<Site> site =
                    pending.preparing() || pending.ill().isPresent() ? Optional.empty() : whole(pending, state);
            if (site.isEmpty()) {
                rollout.recover();
                return wentBack(rollout.state(), pending);
            }
            ports.log().line("Finishing " + pending.words());
            return rollout.run(site.get(), pending.trigger(), site.get().compare());
        }
    }

    private Optional<Site> whole(State.Pending pending, State state) throws IOException, InterruptedException {
        try {
            return Optional.of(supplies.whole(grounds.site(pending.layout(), state)));
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.FAILED) {
                throw e;
            }
            ports.log().warning(pending.words() + " cannot be finished: " + e.getMessage());
            return Optional.empty();
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
