package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.DeployGate;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.Turn;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.report.DeploymentReport;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * One call of {@code deployTested}: finds the release, waits for its turn without holding a thread, deploys, and writes
 * down how it ended before it lets the next one in.
 */
final class DeployTestedExecution extends EngineExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(DeployTestedExecution.class.getName());

    private final DeployWish wish;
    private volatile String holder = "";
    /** The version that is being put in place; empty: nothing has changed yet. */
    private volatile String changing = "";
    private transient volatile Line line;
    private transient volatile Deploying deploying;
    private transient volatile Throwable stopped;

    DeployTestedExecution(StepContext context, DeployWish wish) {
        super(context, DeployTestedStep.FUNCTION);
        this.wish = wish;
    }

    /** Where it is: whoever moves it on decides what happens next. */
    private enum Place {
        BEFORE,
        WAITING,
        AT_WORK,
        LEFT
    }

    /** Its place in the line before the environment. */
    private static final class Line {
        private final AtomicReference<Place> place = new AtomicReference<>(Place.BEFORE);
        private Turn turn;
        private boolean left;

        synchronized void has(Turn newTurn) {
            turn = newTurn;
            if (left) {
                turn.leave();
            }
        }

        synchronized void leave() {
            left = true;
            if (turn != null) {
                turn.leave();
            }
        }

        boolean moves(Place from, Place to) {
            return place.compareAndSet(from, to);
        }

        boolean isAt(Place there) {
            return place.get() == there;
        }
    }

    @Override
    public boolean start() throws Exception {
        holder = Holdings.get().name(getContext().get(Run.class));
        line = new Line();
        begin(this::lineUp);
        return false;
    }

    @Override
    protected Object run(EngineRun engine) {
        throw new UnsupportedOperationException("it comes in pieces");
    }

    private Runnable lineUp() throws Exception {
        awaitAgent();
        EngineRun engine = open(false);
        wish.check(engine.trust());
        ReleaseSearch.Found found =
                new ReleaseSearch(engine.run(), Jenkins.getAuthentication2()).find(wish.version(), wish.from());
        String id = DeployGate.identify(found.records(), wish.environment());
        return () -> await(engine, id, found);
    }

    private void await(EngineRun engine, String id, ReleaseSearch.Found found) {
        Line mine = line;
        mine.moves(Place.BEFORE, Place.WAITING);
        Throwable early = stopped;
        if (early != null) {
            refused(early);
            return;
        }
        try {
            Turn turn = DeployGate.queue(
                    engine.run(), getContext(), id, () -> go(found), refusal -> refused(refusal));
            mine.has(turn);
            String other = turn.waitsFor();
            if (mine.isAt(Place.WAITING) && !other.isEmpty()) {
                engine.ports().log().line("waiting for " + wish.environment() + ": " + other);
            }
        } catch (RuntimeException e) {
            refused(e);
        }
    }

    private void go(ReleaseSearch.Found found) {
        if (line.moves(Place.WAITING, Place.AT_WORK)) {
            deploying = new Deploying(wish, found, holder);
            begin(this::deploy);
        } else {
            line.leave();
        }
    }

    private void refused(Throwable why) {
        if (line.moves(Place.WAITING, Place.LEFT)) {
            line.leave();
            getContext().onFailure(inWords(why));
        }
    }

    private Runnable deploy() throws Exception {
        Throwable early = stopped;
        if (early != null) {
            return () -> getContext().onFailure(early);
        }
        Deploying work = deploying;
        work.run(open(false), version -> {
            changing = version;
            getContext().saveState();
        });
        return this::answer;
    }

    /** Nothing of it runs any more: it is written down before anybody is told, and without being interrupted. */
    @Override
    protected void down() {
        Deploying work = deploying;
        if (work == null) {
            return;
        }
        try {
            work.settle();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "a deployment to " + wish.environment() + " could not be recorded");
            say(DeployTestedStep.FUNCTION + ": how it ended could not be recorded: " + e.getMessage());
        } finally {
            line.leave();
        }
    }

    private void answer() {
        Fact.Deployment deployment = deploying.deployment();
        DeploymentReport report = new DeploymentReport(deployment);
        if (report.healthy()) {
            getContext().onSuccess(Plain.map(report.json()));
        } else {
            getContext().onFailure(new AbortException(words(deployment)));
        }
    }

    static String words(Fact.Deployment deployment) {
        boolean back = new DeploymentReport(deployment).rolledBack();
        String now = deployment.running().isEmpty() ? "nothing" : deployment.running();
        return DeployTestedStep.FUNCTION + ": " + deployment.version() + " was ill in " + deployment.environment()
                + (back ? " and was rolled back, " + now + " runs there again: " : ", where " + now + " runs now: ")
                + deployment.reason();
    }

    /** The first time it goes back, however long that takes; the second time it ends where it is. */
    @Override
    public void stop(Throwable cause) {
        boolean again = stopped != null;
        stopped = cause;
        Line mine = line;
        if (mine != null && mine.moves(Place.WAITING, Place.LEFT)) {
            // the line is kept in a file: not on the Pipeline's own thread
            EngineThreads.get().run(() -> {
                mine.leave();
                getContext().onFailure(cause);
            });
            return;
        }
        boolean running = halt(cause);
        if (again || changing.isEmpty()) {
            limit(cause);
        } else if (running) {
            EngineThreads.get()
                    .run(() -> say(DeployTestedStep.FUNCTION + ": stopped, going back to what ran before; stopped once"
                            + " more it ends at once and leaves " + wish.environment() + " held."));
        }
    }

    /** One that was still waiting begins anew and keeps its place; one that had changed something fails. */
    @Override
    public void onResume() {
        if (changing.isEmpty()) {
            line = new Line();
            begin(this::lineUp);
        } else {
            super.onResume();
        }
    }

    @Override
    protected void resumed() throws InterruptedException {
        String words = "the controller was restarted while " + changing + " was put into " + wish.environment()
                + ", which is held: the next deployment there goes back first.";
        say(DeployTestedStep.FUNCTION + ": " + words);
        try {
            Deploying.cutShort(getContext().get(Run.class), words);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "a deployment to " + wish.environment() + " could not be recorded");
            say(DeployTestedStep.FUNCTION + ": that it is held could not be recorded: " + e.getMessage());
        }
    }

    @Override
    protected String again() {
        return super.again() + "; what was promoted is promoted again, as a promotion is for one run";
    }
}
