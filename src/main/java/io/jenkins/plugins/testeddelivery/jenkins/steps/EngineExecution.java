package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.testeddelivery.git.Locate;
import io.jenkins.plugins.testeddelivery.jenkins.agent.AgentWorkspace;
import io.jenkins.plugins.testeddelivery.jenkins.agent.BuildLog;
import io.jenkins.plugins.testeddelivery.jenkins.agent.LauncherCommands;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.jenkins.records.Trust;
import io.jenkins.plugins.testeddelivery.jenkins.run.DeliveryAction;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Clock;
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

    private final String function;
    /** Marks the processes of this very step, also for who finds them after a restart of the controller. */
    private final String mark = UUID.randomUUID().toString();

    private transient volatile Course course;

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
                    next = () -> getContext().onFailure(inWords(e));
                }
                started.end(this::down, next);
            }
        });
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
        return now.stop(() -> {
            endProcesses();
            stopped(cause);
        });
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
                        .onFailure(new AbortException(function + ": the controller was restarted meanwhile; run the"
                                + " build again, finished components are reused."));
            }
        });
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
        if (!launcher.isUnix()) {
            throw new AbortException(function + ": works on Linux and macOS agents only; run it on one of those.");
        }
        FilePath top = repository
                ? given.child(new AgentWorkspace(given, environment, listener)
                        .act(new Locate())
                        .top())
                : given;
        // first with what the agent itself may do; MissingHistory has the checkout's credentials
        EnvVars fetching = new EnvVars();
        fetching.putAll(environment);
        fetching.putIfAbsent(MAY_FETCH, "1");
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

    /** A user's mistake is one sentence without a stack trace; a bug keeps its own. */
    final Throwable inWords(Throwable e) {
        if (e instanceof Failure failure) {
            AbortException words = new AbortException(function + ": " + failure.getMessage());
            words.initCause(failure.getCause());
            return words;
        }
        return e;
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
