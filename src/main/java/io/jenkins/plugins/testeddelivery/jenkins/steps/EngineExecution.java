package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.testeddelivery.git.Locate;
import io.jenkins.plugins.testeddelivery.jenkins.agent.AgentWorkspace;
import io.jenkins.plugins.testeddelivery.jenkins.agent.BuildLog;
import io.jenkins.plugins.testeddelivery.jenkins.agent.LauncherCommands;
import io.jenkins.plugins.testeddelivery.jenkins.agent.LostAgent;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.jenkins.records.Trust;
import io.jenkins.plugins.testeddelivery.jenkins.run.DeliveryAction;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.core.Authentication;

/**
 * One call of a step: hands the work to a thread of {@link EngineThreads}, stops it on demand, and answers the Pipeline
 * once, when nothing of it runs any more.
 */
public abstract class EngineExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(EngineExecution.class.getName());
    /** How long what was told to stop may take; then the step ends without it and says so. */
    private static final long STOP_SECONDS = 30;

    private static final String MAY_FETCH = "DELIVERY_FETCH";
    private static final String LOST = "the agent was lost; run the build again, finished components are reused.";

    private final String function;
    /** Marks the processes of this very step, also for who finds them after a restart of the controller. */
    private final String mark = UUID.randomUUID().toString();

    private transient volatile Course course;
    /** Where the work is; null: not yet known. */
    private transient volatile String node;

    /** @param function the step's name in a script */
    protected EngineExecution(StepContext context, String function) {
        super(context);
        this.function = function;
    }

    /** The work, on a thread of ours; what it returns is what the step returns. */
    protected abstract Object run(EngineRun engine) throws Exception;

    /** A piece of the work, on a thread of ours. */
    @FunctionalInterface
    interface Piece {
        /** @return what to do when nothing of the piece runs any more: answer the Pipeline, or go on with another piece */
        Runnable run() throws Exception;
    }

    @Override
    public boolean start() throws Exception {
        begin(() -> {
            Object result = run(open(true));
            return () -> getContext().onSuccess(result);
        });
        return false;
    }

    /** Hands the piece over to a thread of ours; one at a time. */
    final void begin(Piece piece) {
        Authentication user = Jenkins.getAuthentication2();
        Course started = new Course();
        course = started;
        EngineThreads.get().run(() -> {
            if (!started.begin()) {
                return;
            }
            try (ACLContext acting = ACL.as2(user)) {
                Runnable next;
                try {
                    next = piece.run();
                } catch (Throwable e) {
                    boolean interrupted = Thread.interrupted();
                    LOGGER.log(Level.FINE, e, () -> function + " failed, interrupted: " + interrupted);
                    next = () -> failed(e);
                }
                started.end(this::down, next);
            }
        });
    }

    /**
     * The Pipeline hears of it. A controller that goes down takes its agents away first: what fails of that is not told,
     * the step ends when the controller is back.
     */
    private void failed(Throwable e) {
        Jenkins controller = Jenkins.getInstanceOrNull();
        if (LostAgent.isBehind(e) && controller != null && node != null) {
            LeftBehind.get().add(node, mark);
        }
        if (LostAgent.isBehind(e) && (controller == null || controller.isTerminating())) {
            LOGGER.log(Level.FINE, e, () -> function + " was cut short by the controller's end");
        } else {
            getContext().onFailure(inWords(e));
        }
    }

    /** Tells the work to stop and comes back at once; the step fails when everything is down. */
    @Override
    public void stop(Throwable cause) {
        if (halt(cause)) {
            limit(cause);
        }
    }

    /**
     * Tells the work to stop.
     *
     * @return whether somebody must watch that it ends
     */
    final boolean halt(Throwable cause) {
        Course now = course;
        if (now == null) {
            getContext().onFailure(cause);
            return false;
        }
        return now.stop(
                () -> {
                    endProcesses();
                    stopped(cause);
                },
                // nothing had begun, and this is the Pipeline's own thread
                () -> stopped(cause));
    }

    /** Lets what was told to stop take so long and no longer. */
    final void limit(Throwable cause) {
        Course now = course;
        Timer.get()
                .schedule(
                        () -> now.give(() -> {
                            say(function + ": did not end within " + STOP_SECONDS + " seconds; "
                                    + "processes marked " + LauncherCommands.STEP_MARK + "=" + mark
                                    + " and what they write may be left on the agent");
                            getContext().onFailure(cause);
                        }),
                        STOP_SECONDS,
                        TimeUnit.SECONDS);
    }

    /** Nothing of the piece runs any more, and nobody was told yet; nobody interrupts this. */
    protected void down() {}

    /** What was told to stop has stopped: the step fails. */
    protected void stopped(Throwable cause) {
        getContext().onFailure(cause);
    }

    /** What ran when the controller went down ran without it since: it is ended, and the step fails. */
    @Override
    public void onResume() {
        EngineThreads.get().run(() -> {
            try {
                awaitAgent();
                endProcesses();
                resumed();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                getContext()
                        .onFailure(new AbortException(
                                function + ": the controller was restarted meanwhile; " + again() + "."));
            }
        });
    }

    /** What to do after a restart. */
    protected String again() {
        return "run the build again, finished components are reused";
    }

    /** Puts in order what the step had begun when the controller went down, before it fails. */
    protected void resumed() throws InterruptedException {}

    @Override
    public String getStatus() {
        Course now = course;
        return now == null ? "ending after a restart" : now.words();
    }

    @Override
    public boolean blocksRestart() {
        Course now = course;
        return now != null && now.isRunning();
    }

    /**
     * The engine on the step's agent.
     *
     * @param repository whether the work is about a repository; else the workspace will do as it is
     */
    final EngineRun open(boolean repository) throws IOException, InterruptedException {
        StepContext context = getContext();
        Run<?, ?> run = context.get(Run.class);
        TaskListener listener = context.get(TaskListener.class);
        EnvVars environment = context.get(EnvVars.class);
        FilePath given = context.get(FilePath.class);
        Launcher launcher = context.get(Launcher.class);
        Computer computer = given == null ? null : given.toComputer();
        if (launcher == null || computer == null) {
            throw new AbortException(function + ": " + LOST);
        }
        node = computer.getName();
        requireUnix(launcher.isUnix());
        List<String> leftBehind = LeftBehind.get().on(node);
        leftBehind.forEach(left -> new LauncherCommands(launcher, given, environment, left).endAll());
        FilePath top = repository
                ? given.child(new AgentWorkspace(given, environment, listener)
                        .act(new Locate())
                        .top())
                : given;
        // first with what the agent itself may do; MissingHistory has the checkout's credentials
        EnvVars fetching = new EnvVars();
        fetching.putAll(environment);
        fetching.putIfAbsent(MAY_FETCH, "1");
        leftBehind.forEach(left -> LeftBehind.get().ended(node, left));
        Ports ports = new Ports(
                new AgentWorkspace(top, fetching, listener),
                new LauncherCommands(launcher, top, environment, mark),
                new BuildLog(listener),
                Clock.systemUTC());
        ProjectRecords records = ProjectRecords.of(run.getParent());
        return new EngineRun(
                run,
                ports,
                records,
                records.ledger(run),
                DeliveryAction.on(run),
                Trust.of(run),
                listener,
                top,
                environment);
    }

    /** Before any work: nothing of it is right where there is no Unix shell. */
    static void requireUnix(boolean unix) {
        if (!unix) {
            throw Failure.usage("works on Linux and macOS agents only; run it on one of those.");
        }
    }

    /**
     * A user's mistake is one sentence without a stack trace; a bug keeps its own. The cause stays in the controller's
     * log: with one that cannot be stored the Pipeline would show a stack trace in place of the sentence.
     */
    final Throwable inWords(Throwable e) {
        if (LostAgent.isBehind(e)) {
            return new AbortException(function + ": " + LOST);
        }
        return e instanceof Failure ? new AbortException(function + ": " + e.getMessage()) : e;
    }

    private void endProcesses() {
        try {
            Launcher launcher = getContext().get(Launcher.class);
            FilePath workspace = getContext().get(FilePath.class);
            EnvVars environment = getContext().get(EnvVars.class);
            if (launcher != null && workspace != null && environment != null) {
                new LauncherCommands(launcher, workspace, environment, mark).endAll();
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "nothing can be ended where there is no agent");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After a restart the agent may come back a little later than the run. */
    final void awaitAgent() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while (!isReady() && System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return getContext().isReady() && getContext().get(Launcher.class) != null;
        } catch (IOException e) {
            return false;
        }
    }

    final void say(String words) {
        try {
            TaskListener listener = getContext().get(TaskListener.class);
            if (listener != null) {
                new BuildLog(listener).warning(words);
            }
        } catch (IOException e) {
            LOGGER.log(Level.INFO, words, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
