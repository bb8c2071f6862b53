package io.jenkins.plugins.testeddelivery.jenkins.agent;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The commands of a step: processes of its own launcher. Each is marked in its environment, so that what it started is
 * found and ended with it, detached or not.
 */
public final class LauncherCommands implements Commands {
    /** Marks all processes of one step. */
    public static final String STEP_MARK = "TESTED_DELIVERY_STEP";

    private static final String COMMAND_MARK = "TESTED_DELIVERY_COMMAND";
    /** How often killing is begun again when it is interrupted. */
    private static final int ROUNDS = 3;
    /** A shell's way to say that there is no such program, and that it may not be executed. */
    private static final int NOT_FOUND = 127;

    private static final int NOT_EXECUTABLE = 126;

    private final Launching launching;
    private final String step;

    /** @param step marks the step's processes */
    public LauncherCommands(Launcher launcher, FilePath workspace, EnvVars environment, String step) {
        this(new StepLaunching(launcher, workspace, environment), step);
    }

    LauncherCommands(Launching launching, String step) {
        this.launching = launching;
        this.step = step;
    }

    @Override
    public Outcome run(Command command, Consumer<String> out, Consumer<String> err) throws InterruptedException {
        LaunchedLines outLines = new LaunchedLines(out);
        LaunchedLines errLines = new LaunchedLines(err);
        String mark = UUID.randomUUID().toString();
        boolean redirected = !command.input().isEmpty();
        if (redirected && !launching.unix()) {
            throw Failure.usage("On an agent without a Unix shell no command can read a file; run this on Linux.");
        }
        Launching.Launched process;
        try {
            Map<String, String> environment = new HashMap<>(command.environment());
            environment.put(STEP_MARK, step);
            environment.put(COMMAND_MARK, mark);
            process = launching.start(argv(command), environment, command.directory(), outLines, errLines);
        } catch (Launching.AgentLost e) {
            throw lost(command, e);
        } catch (InterruptedException e) {
            // it may have been started in spite of that
            end(mark);
            throw e;
        } catch (IOException e) {
            err.accept(e.getMessage());
            return new Outcome(Ending.NOT_STARTED, -1);
        }
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> alarm = alarm(command.timeout(), () -> {
            late.set(true);
            end(process, mark);
        });
        int exit;
        try {
            exit = process.join();
        } catch (InterruptedException e) {
            end(process, mark);
            throw e;
        } catch (IOException e) {
            throw lost(command, e);
        } finally {
            alarm.cancel(false);
        }
        if (late.get()) {
            // the process that was waited for may go before those that it started
            end(mark);
        }
        outLines.finish();
        errLines.finish();
        if (late.get()) {
            return new Outcome(Ending.TIMED_OUT, -1);
        }
        boolean missing = redirected && (exit == NOT_FOUND || exit == NOT_EXECUTABLE);
        return missing ? new Outcome(Ending.NOT_STARTED, -1) : new Outcome(Ending.EXITED, exit);
    }

    /** The file for standard input is opened beside the process: it may be an image of a gigabyte. */
    private List<String> argv(Command command) {
        if (command.input().isEmpty()) {
            return command.argv();
        }
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" <\"$0\"", launching.path(command.input())));
        argv.addAll(command.argv());
        return argv;
    }

    private static CompletableFuture<Void> alarm(Duration timeout, Runnable action) {
        return timeout.isZero()
                ? new CompletableFuture<>()
                : CompletableFuture.runAsync(
                        action, CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void end(Launching.Launched process, String mark) {
        end(mark);
        boolean interrupted = Thread.interrupted();
        try {
            process.kill();
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (IOException e) {
            // the agent is gone, and its processes are out of reach with it
            return;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends what an earlier controller's step left behind. */
    public void endAll() {
        end(STEP_MARK, step);
    }

    private void end(String mark) {
        end(COMMAND_MARK, mark);
    }

    /** Ends what is marked. Another interruption meanwhile does not cut this short. */
    private void end(String name, String value) {
        boolean interrupted = Thread.interrupted();
        for (int round = 0; round < ROUNDS; round++) {
            try {
                launching.killAll(Map.of(name, value));
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (IOException e) {
                // the agent is gone, and its processes are out of reach with it
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Failure lost(Command command, IOException e) {
        return LostAgent.failure("while '" + LogText.oneLine(command.argv().get(0)) + "' ran there", e);
    }
}
