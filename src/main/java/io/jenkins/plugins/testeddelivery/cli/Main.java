package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import sun.misc.Signal;

/** The command's entry: parses, runs, and turns every outcome into one line and an exit code. */
@Command(
        name = "delivery",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Rebuild only what changed. Ship exactly what you tested.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit codes:%n",
        footer = {
            "    0  done",
            "    1  a build, test, check or deployment failed",
            "    2  wrong usage or configuration",
            "    3  a needed service (container engine, registry) cannot be reached",
            "    4  a deployment was ill and was rolled back",
            "   10  something is affected (detect --exit-code)",
            "  130  interrupted"
        })
public final class Main {
    /** How long an interrupted command may take to end its children and clean up before the process goes anyway. */
    private static final long CLEAN_UP_SECONDS = 45;

    private final Console console;

    Main(Console console) {
        this.console = console;
    }

    Console console() {
        return console;
    }

    public static void main(String[] arguments) throws IOException {
        Digests.prepare();
        Selectors.prepare();
        Process over = Utf8Start.needed() ? Utf8Start.start(arguments) : null;
        Thread hook = new Thread(new Interruption(over, Thread.currentThread()), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        int exit = over == null ? run(arguments, Console.ofProcess()) : end(over);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // interrupted: the hook is waiting for this very thread to end
            return;
        }
        System.exit(exit);
    }

    /**
     * Ctrl-C and SIGTERM run this: the command ends its children, cleans up, and the process then is gone. Who presses
     * Ctrl-C again does not want to wait for that.
     *
     * @param over does the work in place of this process; null: none does
     */
    private record Interruption(Process over, Thread work) implements Runnable {
        @Override
        public void run() {
            Signal.handle(new Signal("INT"), again -> endAtOnce());
            if (over != null) {
                over.destroy();
            }
            work.interrupt();
            try {
                work.join(TimeUnit.SECONDS.toMillis(CLEAN_UP_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(Failure.Kind.INTERRUPTED.exitCode());
        }

        private static void endAtOnce() {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            Runtime.getRuntime().halt(Failure.Kind.INTERRUPTED.exitCode());
        }
    }

    /** A method, so that a start which needs no picocli loads none of them. */
    private static List<Class<? extends Subcommand>> subcommands() {
        return List.of(
                DetectCommand.class,
                ExplainCommand.class,
                BuildCommand.class,
                TestCommand.class,
                ExportCommand.class,
                VerifyCommand.class,
                DeployCommand.class,
                RollbackCommand.class,
                ShipCommand.class,
                DevCommand.class,
                UpdateCommand.class,
                RebuildCommand.class,
                RestartCommand.class,
                StopCommand.class,
                LogsCommand.class,
                StatusCommand.class,
                HistoryCommand.class,
                MetricsCommand.class,
                ReportCommand.class,
                LintCommand.class,
                AccountCommand.class,
                DoctorCommand.class,
                PruneCommand.class,
                InitCommand.class,
                DemoCommand.class,
                CompletionCommand.class);
    }

    /** Waits for the process that does the work, also when this one is interrupted: it cleans up. */
    private static int end(Process over) {
        while (true) {
            try {
                return over.waitFor();
            } catch (InterruptedException e) {
                // the hook has told it to stop; its end is what is waited for
                continue;
            }
        }
    }

    /** Runs one command line and returns its exit code. */
    static int run(String[] arguments, Console console) {
        Optional<PlainDetect> detect = PlainDetect.of(arguments);
        if (detect.isPresent()) {
            return detect.get().run(console);
        }
        Optional<PlainBuild> build = PlainBuild.of(arguments);
        if (build.isPresent()) {
            return build.get().run(console);
        }
        Optional<PlainDeploy> deploy = PlainDeploy.of(arguments);
        return deploy.isPresent() ? deploy.get().run(console) : runParsed(arguments, console);
    }

    /** The same, every command line read by picocli. */
    static int runParsed(String[] arguments, Console console) {
        // to look at the options of all of them takes longer than a small plan
        List<Class<? extends Subcommand>> asked = subcommands().stream()
                .filter(type -> arguments.length > 0
                        && type.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        return commandLine(console, asked.isEmpty() ? subcommands() : asked).execute(arguments);
    }

    static CommandLine commandLine(Console console) {
        return commandLine(console, subcommands());
    }

    private static CommandLine commandLine(Console console, List<Class<? extends Subcommand>> subcommands) {
        CommandLine line = new CommandLine(new Main(console));
        subcommands.forEach(line::addSubcommand);
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.terminal() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((problem, given) -> wrongUsage(problem, console));
        line.setExecutionExceptionHandler((problem, where, result) -> explain(problem, console));
        return line;
    }

    private static int wrongUsage(ParameterException problem, Console console) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        console.err().println("delivery: " + wrong(problem) + " '" + command + " --help'");
        return Failure.Kind.USAGE.exitCode();
    }

    private static String wrong(ParameterException problem) {
        if (!(problem instanceof UnmatchedArgumentException unknown)) {
            return problem.getMessage().replaceFirst("^Error: ", "") + "; see";
        }
        boolean commands = !problem.getCommandLine().getSubcommands().isEmpty();
        String what = unknown.isUnknownOption() ? "unknown option" : commands ? "unknown command" : "unexpected argument";
        List<String> near = unknown.getSuggestions();
        return what + " '" + unknown.getUnmatched().get(0) + "'"
                + (near.isEmpty() ? "; see" : ", did you mean " + String.join(" or ", near) + "? See");
    }

    /** Every outcome that is not success, in one line; a bug keeps its stack trace. */
    static int explain(Exception problem, Console console) {
        if (isInterruption(problem)) {
            console.err().println("delivery: interrupted");
            return Failure.Kind.INTERRUPTED.exitCode();
        }
        if (problem instanceof Failure failure) {
            console.err().println("delivery: " + failure.getMessage());
            return failure.kind().exitCode();
        }
        if (problem instanceof FileSystemException file) {
            String reason = file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
            console.err().println("delivery: " + file.getFile() + ": " + reason);
            return Failure.Kind.FAILED.exitCode();
        }
        if (problem instanceof IOException) {
            console.err()
                    .println("delivery: "
                            + (problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage()));
            return Failure.Kind.FAILED.exitCode();
        }
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        console.err().println("delivery: this is a bug, please report it: " + trace);
        return Failure.Kind.FAILED.exitCode();
    }

    /** Ctrl-C, in whatever the work it hit made of it: a channel that it closed, a lock that was not waited for. */
    private static boolean isInterruption(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException
                    || cause instanceof FileLockInterruptionException) {
                return true;
            }
        }
        return false;
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"delivery " + (version == null ? "(development)" : version)};
        }
    }
}
