package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Owner;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.DeployPlan;
import io.jenkins.plugins.testeddelivery.release.EarlierReleases;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.release.ReleaseArtifact;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.release.Verification;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * The door to environments: deploys a release, goes back, says what runs. Needs a release folder for the first and
 * nothing but the environment itself for the others; Git for none.
 */
public final class Deployments implements AutoCloseable {
    /** The folder of {@link Memory}, where the caller names no other. */
    public static final String MEMORY = ".delivery";

    /** The outcome of a dry run: nothing happened, and there is nothing to record. */
    public static final String PLANNED = "planned";

    static final String DEPLOY = "deploy";
    static final String ROLLBACK = "rollback";

    private final Ports ports;
    private final Memory memory;
    private final Grounds grounds;
    private final Admission admission;
    private final Directions directions;
    private final Owner owner;
    private final Duration patience;
    private final Optional<EarlierReleases> earlier;

    public Deployments(Ports ports) {
        this(ports, MEMORY, "", List::of);
    }

    /** On nobody's behalf but the process'. */
    public Deployments(Ports ports, String memory, String project, Known known) {
        this(ports, memory, project, known, Owner.PROCESS);
    }

    /**
     * @param memory folder for the note on where environments are: outside a work tree's files where there is one
     * @param project tells environments of the same name in one engine apart; empty: there is just one
     * @param known for {@code after}
     * @param owner on whose behalf environments are held
     */
    public Deployments(Ports ports, String memory, String project, Known known, Owner owner) {
        this(ports, memory, project, known, owner, EnvironmentLock.PATIENCE, Optional.empty());
    }

    Deployments(
            Ports ports,
            String memory,
            String project,
            Known known,
            Owner owner,
            Duration patience,
            Optional<EarlierReleases> earlier) {
        this.ports = ports;
        this.memory = new Memory(ports.workspace(), memory);
        this.grounds = new Grounds(ports, memory + "/hooks");
        this.admission = new Admission(grounds, known);
        this.directions = new Directions(this.memory, grounds, project);
        this.owner = owner;
        this.patience = patience;
        this.earlier = earlier;
    }

    /** The same, able to bring back what an environment needs to go back and its machine has lost. */
    public Deployments with(EarlierReleases releases) {
        return new Deployments(this, releases);
    }

    private Deployments(Deployments other, EarlierReleases earlier) {
        this.ports = other.ports;
        this.memory = other.memory;
        this.grounds = other.grounds;
        this.admission = other.admission;
        this.directions = other.directions;
        this.owner = other.owner;
        this.patience = other.patience;
        this.earlier = Optional.of(earlier);
    }

    private Rollout rollout(EnvironmentStore store, Options options, State state) {
        return new Rollout(ports, store, grounds::site, supplies(options), options.by(), state);
    }

    private Supplies supplies(Options options) {
        return new Supplies(ports, earlier, options.login());
    }

    /** Whether this folder's note says where the environment is. */
    public boolean remembers(String environment) throws IOException, InterruptedException {
        return memory.find(environment).isPresent();
    }

    /**
     * Begins to ask, beside what the caller does meanwhile, what {@link #deploy} of this release will want to know: of
     * compose and of the engine. Changes nothing and says nothing of what is wrong; the deployment does, at its time.
     */
    public void lookAhead(String environment, ReleaseFolder release) throws InterruptedException {
        grounds.lookAhead(environment, release);
    }

    /** Ends what was looked at ahead and is not wanted any more. */
    @Override
    public void close() {
        grounds.close();
    }

    /**
     * Puts the release into the environment and watches it; goes back by itself if it is ill.
     *
     * @return how it ended: {@code healthy}, {@code rolled-back}, {@code ill} (nothing healthy to go back to), or
     *     {@link #PLANNED} for a dry run
     * @throws Failure FAILED if it was refused or failed before anything changed
     * @throws CutShort after going back, if it was interrupted when something had changed already; a second interruption
     *     ends at once, and the next deployment or rollback goes back first
     */
    public Fact.Deployment deploy(String environment, ReleaseFolder release, Options options)
            throws IOException, InterruptedException {
        try {
            lookAhead(environment, release);
            verify(release, options.skipLoad());
            return verified(environment, release, options);
        } finally {
            close();
        }
    }

    private Fact.Deployment verified(String environment, ReleaseFolder release, Options options)
            throws IOException, InterruptedException {
        DeployPlan plan = release.deployPlan();
        Environment definition = plan.environments().get(environment);
        if (definition == null) {
            throw Failure.usage("The release " + release.release().version() + " knows no environment '" + environment
                    + "'; it knows " + String.join(", ", plan.environments().keySet()) + ".");
        }
        Layout layout = new Arrange(release, ports.log()).in(plan, definition);
        Source source = Source.folder(release.path(), release.release(), !options.skipLoad(), options.login());
        Memory.Where where = grounds.where(plan.project(), definition);
        State fresh = State.begun(environment, plan.project());
        EnvironmentStore store = grounds.store(where, new FirstImage(ports, grounds, layout, source, fresh));
        if (options.dryRun()) {
            State state = store.read().orElse(fresh);
            state.pending()
                    .ifPresent(pending -> ports.log().warning("A " + pending.trigger() + " of "
                            + pending.layout().version() + " was interrupted here; it would be taken back first."));
            admit(plan, definition, where, state, layout, release.release(), options);
            Site site = grounds.site(layout, state);
            return new Foretelling(ports.log(), state, DEPLOY).of(site, site.toBring(source));
        }
        grounds.site(layout, fresh).requireReady();
        String what = "the deployment of " + layout.version() + " by " + options.by();
        try (EnvironmentLock lock = EnvironmentLock.take(store, environment, what, ports, owner, patience)) {
            State state = store.read().orElse(fresh);
            admit(plan, definition, where, state, layout, release.release(), options);
            Rollout rollout = rollout(store, options, state);
            rollout.recover();
            memory.remember(environment, where);
            Site site = grounds.site(layout, rollout.state());
            warnHomeless(site, release, environment);
            List<Change> changes = site.compare();
            if (changes.isEmpty()
                    && rollout.state().running().equals(layout.version())
                    && new History(rollout.state().history()).endedHealthy(layout.version())) {
                ports.log().line(layout.version() + " runs in " + environment + " already and is as it was deployed;"
                        + " nothing to do");
                return unchanged(rollout.state());
            }
            changes.forEach(change -> ports.log().line(change.line()));
            Site ready = prepared(rollout, site, source);
            rollout.pin(Guards.of(definition));
            return ready.afterwards(rollout.run(ready, DEPLOY, changes));
        }
    }

    /** Runs what must come before and brings everything there; nothing that runs is touched yet. */
    private static Site prepared(Rollout rollout, Site site, Source source) throws IOException, InterruptedException {
        boolean done = false;
        try {
            if (site.hasBefore() || !site.toBring(source).isEmpty()) {
                rollout.prepare(DEPLOY, site.layout());
            }
            site.before();
            Site ready = site.prepare(source);
            done = true;
            return ready;
        } finally {
            if (!done) {
                rollout.giveUp();
            }
        }
    }

    /** What was begun in the environment and never ended, and by whom it is not held any more. */
    public Optional<Interrupted> interrupted(String environment) throws IOException, InterruptedException {
        return resumption(environment, Options.by("")).look();
    }

    /**
     * Finishes what was interrupted in the environment, or goes back where that cannot be finished. Needs no release
     * folder.
     *
     * @return as {@link #deploy}; what runs, if nothing was interrupted
     */
    public Fact.Deployment resume(String environment, Options options) throws IOException, InterruptedException {
        return resumption(environment, options).finish(options, owner, patience);
    }

    private Resumption resumption(String environment, Options options) throws IOException, InterruptedException {
        Memory.Where where = directions.find(environment);
        EnvironmentStore store = grounds.store(where, () -> {
            throw nothingDeployed(environment, where);
        });
        return new Resumption(
                ports, grounds, supplies(options), environment, store, () -> nothingDeployed(environment, where));
    }

    /**
     * Goes back.
     *
     * @param version to go to; empty: the newest healthy one before the present one that is not ill since
     * @throws Failure FAILED if there is none that everything is there for, or can be brought back for
     */
    public Fact.Deployment rollback(String environment, String version, Options options)
            throws IOException, InterruptedException {
        Memory.Where where = directions.find(environment);
        EnvironmentStore store = grounds.store(where, () -> {
            throw nothingDeployed(environment, where);
        });
        if (options.dryRun()) {
            State state = store.read().orElseThrow(() -> nothingDeployed(environment, where));
            Supplies supplies = supplies(options);
            return new GoingBack(ports.log(), grounds, admission, options)
                    .to(state, version, site -> new Foretelling(ports.log(), state, ROLLBACK)
                            .of(site, supplies.foretold(site).stream().toList()));
        }
        store.read().orElseThrow(() -> nothingDeployed(environment, where));
        String what = "a rollback by " + options.by();
        try (EnvironmentLock lock = EnvironmentLock.take(store, environment, what, ports, owner, patience)) {
            State state = store.read().orElseThrow(() -> nothingDeployed(environment, where));
            Rollout rollout = rollout(store, options, state);
            rollout.recover();
            Site site = new GoingBack(ports.log(), grounds, admission, options)
                    .to(rollout.state(), version, rollout::whole);
            List<Change> changes = site.compare();
            ports.log().line("Going back from " + rollout.state().running() + " to " + site.layout().version());
            changes.forEach(change -> ports.log().line(change.line()));
            return rollout.run(site, ROLLBACK, changes);
        }
    }

    /**
     * What runs where, and how it is. Changes nothing.
     *
     * @param environment its name; empty: every one that is known here
     */
    public List<EnvironmentStatus> status(String environment) throws IOException, InterruptedException {
        List<EnvironmentStatus> all = new ArrayList<>();
        for (Map.Entry<String, Memory.Where> entry : directions.all(environment).entrySet()) {
            EnvironmentStore store = grounds.store(entry.getValue(), () -> "");
            Optional<State> state = store.read();
            if (state.isPresent()) {
                all.add(new StatusOf(grounds, store, state.get()).now());
            }
        }
        return all;
    }

    /**
     * What environments cannot do without: what runs, what was begun, what a rollback needs.
     *
     * @param environment its name
     * @param versions of the releases
     * @param artifacts their digests
     */
    public record Needed(String environment, Set<String> versions, Set<String> artifacts) {
        public Needed {
            versions = Set.copyOf(versions);
            artifacts = Set.copyOf(artifacts);
        }
    }

    /**
     * What every environment that is known here cannot do without.
     *
     * @throws Failure if the state of one cannot be read: then nothing may be taken away
     */
    public List<Needed> needed() throws IOException, InterruptedException {
        List<Needed> all = new ArrayList<>();
        for (Map.Entry<String, Memory.Where> entry : directions.all("").entrySet()) {
            Optional<State> state = grounds.store(entry.getValue(), () -> "").read();
            state.ifPresent(known -> all.add(new Retention(known).needed(entry.getKey())));
        }
        return all;
    }

    /** What in the environment is not as it was deployed, in words; empty: it is. */
    public List<String> drift(String environment) throws IOException, InterruptedException {
        return drift(environment, (component, digest) -> true);
    }

    /**
     * What in the environment is not as it was deployed, or was never tested.
     *
     * @param tested whether a component's artifact with this digest is known to be tested
     */
    public List<String> drift(String environment, BiPredicate<String, String> tested)
            throws IOException, InterruptedException {
        Memory.Where where = directions.find(environment);
        State state = grounds.store(where, () -> "").read().orElseThrow(() -> nothingDeployed(environment, where));
        List<String> all = new ArrayList<>();
        state.pending()
                .ifPresent(pending -> all.add(pending.words() + " was interrupted"));
        Optional<Layout> running = state.runningLayout();
        if (running.isEmpty()) {
            all.add("nothing runs in " + environment);
            return all;
        }
        all.addAll(grounds.site(running.get(), state).drift());
        running.get().artifacts().forEach((component, digest) -> {
            if (!tested.test(component, digest)) {
                all.add(component + " runs " + digest + ", of which no test is known");
            }
        });
        return all;
    }

    private void verify(ReleaseFolder release, boolean skipLoad) throws IOException, InterruptedException {
        ports.log().progress("verifying " + release.release().version());
        Verification verification = release.verify();
        // images that are in the engine or a registry need not be brought along; what is there must be sound all the same
        (skipLoad ? verification.withoutAbsentImages() : verification).requireOk();
    }

    private void admit(
            DeployPlan plan,
            Environment definition,
            Memory.Where where,
            State state,
            Layout layout,
            Release release,
            Options options)
            throws IOException, InterruptedException {
        admission.requireAccepted(
                state, definition, memory.find(definition.name()), where, options.acceptEnvironment());
        admission.requireSameRelease(state, layout);
        admission.requireNotIll(state, layout.version(), options.retry());
        admission.requirePolicy(definition, release, ports.clock().instant());
        admission.requireAfter(plan, definition, layout.version());
    }

    private void warnHomeless(Site site, ReleaseFolder release, String environment) {
        Set<String> components = release.release().artifacts().stream()
                .map(ReleaseArtifact::component)
                .collect(Collectors.toSet());
        Set<String> homeless = site.homeless(components);
        if (homeless.equals(components)) {
            throw Failure.failed("The environment " + environment + " has no place for any component of "
                    + release.release().version() + ": archives need a directory, images a compose service.");
        }
        if (!homeless.isEmpty()) {
            ports.log().warning("The environment " + environment + " has no place for " + String.join(", ", homeless)
                    + "; left out.");
        }
    }

    static Fact.Deployment unchanged(State state) {
        return new Fact.Deployment(
                state.environment(), state.running(), State.HEALTHY, state.running(), state.running(), DEPLOY, Map.of(), "", 0);
    }

    private static Failure nothingDeployed(String environment, Memory.Where where) {
        return Failure.failed("Nothing was deployed to " + environment + " (" + where.words() + ") yet.");
    }
}
