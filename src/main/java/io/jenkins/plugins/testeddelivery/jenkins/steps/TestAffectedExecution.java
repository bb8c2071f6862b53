package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Owner;
import io.jenkins.plugins.testeddelivery.report.Ink;
import io.jenkins.plugins.testeddelivery.report.TrialReport;
import io.jenkins.plugins.testeddelivery.trial.Started;
import io.jenkins.plugins.testeddelivery.trial.Trials;
import io.jenkins.plugins.testeddelivery.trial.Verdict;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * One call of {@code testAffected}: brings the set up, lets the Pipeline run the body, concludes. What it started is part
 * of its stored state, so that it is taken down whatever happens in between.
 */
final class TestAffectedExecution extends EngineExecution {
    private static final long serialVersionUID = 1L;

    private final boolean testDb;
    private final boolean loadData;

    /** Under which name it holds what it starts. */
    private volatile String holder = "";
    /** What it started, as {@link Started#json}; empty: nothing, or it is gone. */
    private volatile String started = "";
    private volatile String script = "";
    private volatile String resultBefore = "";
    private volatile long bodySince;
    private volatile BodyExecution body;
    private transient volatile boolean resumed;
    private transient volatile Throwable stopped;

    TestAffectedExecution(StepContext context, boolean testDb, boolean loadData) {
        super(context, TestAffectedStep.FUNCTION);
        this.testDb = testDb;
        this.loadData = loadData;
    }

    @Override
    public boolean start() throws Exception {
        // known before anything is started, so that it is stored by then
        holder = Holdings.get().name(getContext().get(Run.class));
        begin(this::bringUp);
        return false;
    }

    @Override
    protected Object run(EngineRun engine) {
        throw new UnsupportedOperationException("it comes in pieces");
    }

    private Runnable bringUp() throws Exception {
        EngineRun engine = open(true);
        try (Turns.Turn turn = engine.turn(TestAffectedStep.FUNCTION)) {
            Plan plan = engine.plan();
            new Planner(engine.ports(), engine.ledger()).remember(plan);
            engine.warnOfChanges(plan);
            if (!plan.testNeeded()) {
                engine.ports().log().line("this very set was tried by this script before; it is tried again");
            }
            Trials trials = new Trials(engine.ports(), engine.ledger(), Holdings.get().enter(holder));
            Started set;
            try {
                set = trials.start(plan, testDb, loadData);
            } catch (Throwable e) {
                Holdings.get().leave(holder);
                throw e;
            }
            started = set.json();
            script = engine.caller();
            getContext().saveState();
            Result before = engine.run().getResult();
            resultBefore = before == null ? "" : before.toString();
            if (!set.ill().isEmpty()) {
                BodyFacts none = new BodyFacts("", List.of(), "", 0, 0);
                Trials.Result result = conclude(engine, set, none, 0);
                throw Failure.failed("the set did not come up: " + result.reason());
            }
            return () -> runBody(set.variables());
        }
    }

    private void runBody(Map<String, String> variables) {
        if (stopped != null) {
            stopped(stopped);
            return;
        }
        try {
            bodySince = System.currentTimeMillis();
            EnvironmentExpander told = EnvironmentExpander.merge(
                    getContext().get(EnvironmentExpander.class),
                    EnvironmentExpander.constant(new HashMap<>(variables)));
            body = getContext()
                    .newBodyInvoker()
                    .withContext(told)
                    .withCallback(new BodyEnd())
                    .start();
            if (stopped != null) {
                body.cancel(stopped);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            begin(() -> takeDown(() -> getContext().onFailure(e)));
        }
    }

    /** Hears that the body ended, on the Pipeline's thread. */
    private final class BodyEnd extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        @Override
        public void onSuccess(StepContext context, Object result) {
            ended(context, null);
        }

        @Override
        public void onFailure(StepContext context, Throwable error) {
            ended(context, error);
        }

        private void ended(StepContext context, Throwable error) {
            body = null;
            boolean nothing = resumed || error != null && BodyError.of(error).saysNothing();
            begin(() -> nothing
                    ? takeDown(() -> getContext().onFailure(error))
                    : finish(context, error));
        }
    }

    private Runnable finish(StepContext bodyEnd, Throwable error) throws Exception {
        Started set = Started.read(started);
        try {
            EngineRun engine = open(true);
            BodyGraph graph = BodyGraph.between(getContext().get(FlowNode.class), bodyEnd.get(FlowNode.class));
            RecordedTests tests = RecordedTests.of(engine.run(), graph.ids());
            BodyFacts facts = new BodyFacts(
                    error == null ? "" : BodyError.of(error).words(),
                    graph.warnings(),
                    graph.alone() ? worsened(engine.run().getResult()) : "",
                    tests.tests(),
                    tests.failed());
            Trials.Result result = conclude(engine, set, facts, System.currentTimeMillis() - bodySince);
            if (error != null) {
                return () -> getContext().onFailure(error);
            }
            if (!result.reason().isEmpty()) {
                unstable(engine.run(), result.reason());
            }
            return () -> getContext().onSuccess(Plain.map(new TrialReport(result).json()));
        } finally {
            // nothing is left of it if the verdict was recorded
            takeDown(() -> {});
        }
    }

    private Trials.Result conclude(EngineRun engine, Started set, BodyFacts facts, long millis)
            throws IOException, InterruptedException {
        String words = TestAffectedStep.FUNCTION + " { … } of " + engine.run().getParent().getFullName();
        Verdict verdict = new Verdict(
                "trial", facts.reason(), words, facts.tests(), facts.failed(), millis, engine.marks());
        Trials.Result result = new Trials(engine.ports(), engine.ledger(), owner()).conclude(set, verdict);
        forget();
        TrialReport report = new TrialReport(result);
        Map<String, Object> json = new LinkedHashMap<>(report.json());
        json.put(TestAffectedStep.SCRIPT, script);
        engine.action().record(TestAffectedStep.PART, json);
        engine.say(report.text(new Ink(false)));
        return result;
    }

    /** What failed and nobody saw: no build is green whose trial is not. */
    private void unstable(Run<?, ?> run, String reason) throws IOException, InterruptedException {
        getContext()
                .get(FlowNode.class)
                .addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage("the trial failed: " + reason));
        run.setResult(Result.UNSTABLE);
    }

    private String worsened(Result now) {
        Result before = resultBefore.isEmpty() ? Result.SUCCESS : Result.fromString(resultBefore);
        return now != null && now.isWorseThan(before) && now.isWorseOrEqualTo(Result.UNSTABLE)
                ? now.toString()
                : "";
    }

    /** Takes the set down without evidence, if it still is up. */
    private Runnable takeDown(Runnable then) {
        if (!started.isEmpty()) {
            // who interrupts wants it gone as well
            boolean interrupted = Thread.interrupted();
            try {
                EngineRun engine = open(true);
                new Trials(engine.ports(), engine.ledger(), owner()).abandon(Started.read(started));
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (IOException | RuntimeException e) {
                say(TestAffectedStep.FUNCTION + ": the set could not be taken down (" + e.getMessage()
                        + "); the next trial on this node removes it");
            }
            forget();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return then;
    }

    private Owner owner() {
        return Holdings.get().as(holder);
    }

    private void forget() {
        started = "";
        Holdings.get().leave(holder);
    }

    @Override
    public void stop(Throwable cause) {
        stopped = cause;
        BodyExecution running = body;
        if (running == null || !running.cancel(cause)) {
            super.stop(cause);
        }
    }

    /** Stopped when the set had just come up: the body never runs. */
    @Override
    protected void stopped(Throwable cause) {
        if (started.isEmpty()) {
            super.stopped(cause);
        } else {
            begin(() -> takeDown(() -> getContext().onFailure(cause)));
        }
    }

    @Override
    public void onResume() {
        BodyExecution running = body;
        resumed = true;
        if (running == null
                || !running.cancel(new AbortException(TestAffectedStep.FUNCTION
                        + ": the controller was restarted meanwhile; run the build again, finished components are"
                        + " reused."))) {
            super.onResume();
        }
    }

    @Override
    protected void resumed() throws InterruptedException {
        if (started.isEmpty()) {
            // it went down before the set was up, and knows no more of it than its folder does
            try {
                EngineRun engine = open(true);
                new Trials(engine.ports(), engine.ledger(), owner()).tearDownLeftovers();
            } catch (IOException | RuntimeException e) {
                say(TestAffectedStep.FUNCTION + ": what was being started could not be taken down (" + e.getMessage()
                        + "); the next trial on this node removes it");
            }
        }
        takeDown(() -> {});
    }
}
