package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes an environment under its lock: notes each step before it does it, watches what came of it, and goes back to
 * what ran before if that is ill. Whatever kills it leaves the note, and the next one goes back first.
 */
final class Rollout {
    private static final String HELD = "interrupted while going back; the next deployment or rollback goes back first";

    private final Ports ports;
    private final EnvironmentStore store;
    private final Sites sites;
    private final Supplies supplies;
    private final String by;
    private State state;

    /** Makes the site of a release in the environment. */
    @FunctionalInterface
    interface Sites {
        Site of(Layout layout, State state) throws IOException, InterruptedException;
    }

    Rollout(Ports ports, EnvironmentStore store, Sites sites, Supplies supplies, String by, State state) {
        this.ports = ports;
        this.store = store;
        this.sites = sites;
        this.supplies = supplies;
        this.by = by;
        this.state = state;
    }

    State state() {
        return state;
    }

    /** Takes back what an earlier deployment began and never ended. */
    void recover() throws IOException, InterruptedException {
        if (state.pending().isEmpty()) {
            return;
        }
        State.Pending pending = state.pending().get();
        if (pending.preparing()) {
            ports.log().warning(capital(pending.words()) + " was interrupted before anything changed.");
            state = store.write(state.withoutPending());
            return;
        }
        Optional<Layout> former = state.runningLayout();
        ports.log()
                .warning(capital(pending.words()) + " was interrupted; "
                        + former.map(layout -> "going back to " + layout.version() + " first.")
                                .orElse("what it started is removed first."));
        Optional<String> ill = Optional.empty();
        if (former.isPresent()) {
            ill = putBack(former.get());
        } else {
            sites.of(pending.layout(), state).withdraw();
        }
        ill.ifPresent(reason -> ports.log().warning(state.running() + " is ill after going back: " + reason));
        String verdict = former.isPresent() && ill.isEmpty() ? State.ROLLED_BACK : State.ILL;
        end(
                pending.layout(),
                // that it was ill had been found before the interruption
                pending.ill().isPresent() ? verdict : State.INTERRUPTED,
                pending.trigger(),
                pending.ill().orElse(pending.step()),
                state.running());
    }

    /** Notes that hooks run and files are brought along; a first deployment has nothing that it could leave behind. */
    void prepare(String trigger, Layout layout) throws IOException, InterruptedException {
        if (!state.running().isEmpty()) {
            note(State.Pending.PREPARING, trigger, layout);
        }
    }

    /** A release to go back to, with everything that it needs; brings back what is gone and notes that before. */
    Site whole(Site site) throws IOException, InterruptedException {
        if (site.missing().isEmpty()) {
            return site;
        }
        boolean done = false;
        try {
            prepare(Deployments.ROLLBACK, site.layout());
            Site whole = supplies.whole(site);
            done = true;
            return whole;
        } finally {
            if (!done) {
                giveUp();
            }
        }
    }

    /** Nothing had changed when it failed. */
    void giveUp() throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            if (state.pending().isPresent()) {
                state = store.write(state.withoutPending());
            }
        } catch (IOException | Failure e) {
            // why it failed is on its way to the user already; the next one finds the note
            ports.log().warning("The note of what was begun could not be taken back: " + e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Pins what guards the environment. */
    void pin(Map<String, String> guards) {
        state = state.withGuards(guards);
    }

    /**
     * Puts the release in place, or keeps what was there.
     *
     * @param changes what is different now
     */
    Fact.Deployment run(Site site, String trigger, List<Change> changes) throws IOException, InterruptedException {
        Instant start = ports.clock().instant();
        Layout layout = site.layout();
        String previous = state.running();
        Optional<Layout> former = former(layout);
        Optional<String> ill;
        try {
            note(State.Pending.PLACING, trigger, layout);
            ill = putInPlace(site::place);
        } catch (InterruptedException e) {
            ports.log().warning("Interrupted; going back.");
            try {
                goBack(site, former, trigger);
                end(layout, State.INTERRUPTED, trigger, "interrupted", state.running());
            } catch (InterruptedException second) {
                throw held(fact(layout, State.HELD, previous, trigger, Map.of(), HELD, start), second);
            }
            throw new CutShort(
                    fact(layout, State.INTERRUPTED, previous, trigger, Map.of(), "interrupted; went back", start), e);
        }
        if (ill.isEmpty()) {
            end(layout, State.HEALTHY, trigger, "", layout.version());
            ports.log().line(layout.version() + " is healthy in " + state.environment());
            tidy(site);
            return fact(layout, State.HEALTHY, previous, trigger, site.concerned(changes), "", start);
        }
        ports.log().warning(layout.version() + " is ill in " + state.environment() + ": " + ill.get());
        if (Deployments.ROLLBACK.equals(trigger) || (former.isEmpty() && !previous.isEmpty())) {
            ports.log()
                    .warning("There is no going back from here: " + layout.version() + " stays in "
                            + state.environment() + " and is ILL. Somebody must look at it now.");
            end(layout, State.ILL, trigger, ill.get(), layout.version());
            return fact(layout, State.ILL, previous, trigger, site.concerned(changes), ill.get(), start);
        }
        note(State.Pending.GOING_BACK + ill.get(), trigger, layout);
        Optional<String> illToo;
        Optional<InterruptedException> interruption = Optional.empty();
        try {
            illToo = goBack(site, former, trigger);
        } catch (InterruptedException e) {
            ports.log().warning("Interrupted while going back; that is brought to its end first.");
            interruption = Optional.of(e);
            try {
                illToo = goBack(site, former, trigger);
            } catch (InterruptedException second) {
                throw held(fact(layout, State.HELD, previous, trigger, Map.of(), HELD, start), second);
            }
        }
        String outcome = former.isPresent() && illToo.isEmpty() ? State.ROLLED_BACK : State.ILL;
        String reason = ill.get()
                + illToo.map(words -> "; and " + former.orElseThrow().version() + " is ill too: " + words).orElse("");
        String running = former.map(Layout::version).orElse("");
        end(layout, outcome, trigger, reason, running);
        Map<String, String> concerned =
                former.isPresent() ? sites.of(former.get(), state).concerned(changes) : Map.of();
        Fact.Deployment ended = fact(layout, outcome, previous, trigger, concerned, reason, start);
        if (interruption.isPresent()) {
            throw new CutShort(ended, interruption.get());
        }
        return ended;
    }

    private CutShort held(Fact.Deployment deployment, InterruptedException cause) {
        ports.log()
                .warning("Interrupted again: " + state.environment() + " is left as it is at this moment, and held; the"
                        + " next deployment or rollback goes back first.");
        return new CutShort(deployment, cause);
    }

    /** What to go back to: what ran before, or if that is the same release, the newest healthy one before it. */
    private Optional<Layout> former(Layout layout) throws IOException, InterruptedException {
        if (!state.running().equals(layout.version())) {
            return state.runningLayout();
        }
        for (String version : new History(state.history()).backFrom(state.running())) {
            Layout candidate = state.layouts().get(version);
            if (candidate != null && sites.of(candidate, state).missing().isEmpty()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Why what it went back to is ill; empty: it is healthy, or there was nothing to go back to. */
    private Optional<String> goBack(Site site, Optional<Layout> former, String trigger)
            throws IOException, InterruptedException {
        if (former.isEmpty()) {
            if (state.running().isEmpty()) {
                ports.log().line("Nothing ran here before; removing what was started.");
                site.withdraw();
            }
            return Optional.empty();
        }
        ports.log().line("Going back to " + former.get().version());
        Optional<String> ill = putBack(former.get());
        if (ill.isPresent()) {
            ports.log()
                    .warning(former.get().version() + " is ill as well, and there is no going back from a rollback: "
                            + state.environment() + " is ILL. Somebody must look at it now. " + ill.get());
        } else {
            ports.log().line(former.get().version() + " runs again in " + state.environment());
        }
        return ill;
    }

    /** What ran before may have lost its image the moment its container was gone. */
    private Optional<String> putBack(Layout former) throws IOException, InterruptedException {
        return putInPlace(() -> supplies.whole(sites.of(former, state)).place());
    }

    /** Puts something in place and says why it is ill; empty: it is healthy. */
    @FunctionalInterface
    private interface Placing {
        Optional<String> now() throws IOException, InterruptedException;
    }

    private Optional<String> putInPlace(Placing placing) throws IOException, InterruptedException {
        try {
            return placing.now();
        } catch (Failure e) {
            // without the engine nothing can be said of the release, and nothing be put back: the note stays
            if (e.kind() == Failure.Kind.INTERRUPTED || e.kind() == Failure.Kind.UNREACHABLE) {
                throw e;
            }
            return Optional.of(e.getMessage());
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                // a channel that the interruption closed says nothing of the release
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            return Optional.of(e.toString());
        }
    }

    private void note(String step, String trigger, Layout layout) throws IOException, InterruptedException {
        state = store.write(state.withPending(
                new State.Pending(step, trigger, ports.clock().instant().toString(), by, layout)));
    }

    private void end(Layout layout, String outcome, String trigger, String reason, String running)
            throws IOException, InterruptedException {
        State.Entry entry = new State.Entry(
                layout.version(), ports.clock().instant().toString(), by, outcome, trigger, state.running(), reason);
        state = store.write(state.ended(entry, running, layout));
    }

    /** What runs is healthy by now: a folder that cannot be removed is no reason to call it ill. */
    private void tidy(Site site) throws InterruptedException {
        try {
            site.tidy(state);
        } catch (IOException | Failure e) {
            ports.log().warning("Old releases could not be removed: " + e.getMessage());
        }
    }

    private Fact.Deployment fact(
            Layout layout,
            String outcome,
            String previous,
            String trigger,
            Map<String, String> components,
            String reason,
            Instant start) {
        return new Fact.Deployment(
                state.environment(),
                layout.version(),
                outcome,
                previous,
                state.running(),
                trigger,
                components,
                reason,
                Duration.between(start, ports.clock().instant()).toMillis());
    }
}
