package io.jenkins.plugins.testeddelivery.port;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Port: runs a process in the workspace: the user's commands, {@code docker}, compose. A process started here sees the
 * environment the user arranged (in Jenkins the step's launcher: {@code withEnv}, {@code withCredentials},
 * {@code container()}); one started in a {@link Workspace} piece does not.
 */
public interface Commands {
    /** The longest line handed on, in characters; the rest of a longer one is dropped: no output fills the memory. */
    int LONGEST_LINE = 16_384;

    /**
     * Runs the command to its end. Its whole process tree is ended when the time is up or the calling thread is
     * interrupted.
     *
     * @param out receives standard output line by line, from a thread of the port; likewise {@code err}
     * @throws InterruptedException if the calling thread was interrupted; the process is gone by then
     */
    Outcome run(Command command, Consumer<String> out, Consumer<String> err) throws InterruptedException;

    /**
     * What to run.
     *
     * @param argv program and arguments; no shell looks at them
     * @param directory relative to the workspace's root (empty: the root itself), or absolute
     * @param environment added to what the process would see anyway; values may be secret and are never logged
     * @param input a file in the workspace (relative or absolute) for standard input; empty: none
     * @param timeout {@link Duration#ZERO}: no limit
     */
    record Command(
            List<String> argv, String directory, Map<String, String> environment, String input, Duration timeout) {
        public Command {
            argv = List.copyOf(argv);
            environment = Map.copyOf(environment);
        }

        public static Command of(List<String> argv) {
            return new Command(argv, "", Map.of(), "", Duration.ZERO);
        }

        public static Command of(String... argv) {
            return of(List.of(argv));
        }

        public Command in(String newDirectory) {
            return new Command(argv, newDirectory, environment, input, timeout);
        }

        public Command with(Map<String, String> newEnvironment) {
            return new Command(argv, directory, newEnvironment, input, timeout);
        }

        public Command within(Duration newTimeout) {
            return new Command(argv, directory, environment, input, newTimeout);
        }

        public Command reading(String newInput) {
            return new Command(argv, directory, environment, newInput, timeout);
        }
    }

    /** How a process came to its end. */
    enum Ending {
        EXITED,
        TIMED_OUT,
        /** The program is not on the PATH or may not be executed. */
        NOT_STARTED
    }

    /**
     * How a run ended.
     *
     * @param exit the process' exit code; -1 unless it exited
     */
    record Outcome(Ending ending, int exit) {
        public boolean succeeded() {
            return ending == Ending.EXITED && exit == 0;
        }

        /** In words: {@code exit code 3}, {@code ran out of time}, {@code could not be started (is it installed?)}. */
        public String words() {
            return switch (ending) {
                case EXITED -> "exit code " + exit;
                case TIMED_OUT -> "ran out of time";
                case NOT_STARTED -> "could not be started (is it installed and on the PATH?)";
            };
        }
    }

    /** A run whose output is short and wanted as text. */
    record Captured(Outcome outcome, String out, String err) {
        public boolean succeeded() {
            return outcome.succeeded();
        }
    }

    /** Runs the command and keeps what it prints; for commands whose output is known to be small. */
    default Captured capture(Command command) throws InterruptedException {
        List<String> out = new ArrayList<>();
        List<String> err = new ArrayList<>();
        Outcome outcome = run(command, out::add, err::add);
        return new Captured(outcome, String.join("\n", out), String.join("\n", err));
    }
}
