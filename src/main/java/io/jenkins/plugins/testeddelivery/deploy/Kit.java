package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Commands.Command;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Modes;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a release carries for its environment, written to a temporary folder for as long as it is needed: compose files,
 * and the programs its commands name, so that they are those of the release and there where no repository is.
 */
final class Kit implements AutoCloseable {
    private final Ports ports;
    private final Layout layout;
    private final String folder;

    private Kit(Ports ports, Layout layout, String folder) {
        this.ports = ports;
        this.layout = layout;
        this.folder = folder;
    }

    static Kit open(Ports ports, Layout layout) throws IOException, InterruptedException {
        return new Kit(ports, layout, ports.workspace().act(new Open(new TreeMap<>(layout.files()))));
    }

    String folder() {
        return folder;
    }

    /** The arguments, those that name a carried file naming that file in the folder. */
    List<String> resolve(List<String> argv) {
        return argv.stream().map(this::resolve).toList();
    }

    /** A path below a component's name is a file of that archive where the command runs in {@code current}. */
    private String resolve(String argument) {
        String path = argument.startsWith("./") ? argument.substring(2) : argument;
        boolean ofArchive = layout.archives().keySet().stream().anyMatch(name -> path.startsWith(name + "/"));
        return layout.files().containsKey(path) && !ofArchive ? folder + "/" + path : argument;
    }

    /**
     * Runs one of the environment's commands; what it prints goes to the log.
     *
     * @param what it is, in words, for the log and the error
     * @param limit {@link Duration#ZERO}: none
     * @throws Failure if it does not exit 0
     */
    void run(String what, List<String> argv, String directory, Settings settings, Duration limit)
            throws InterruptedException {
        run(what, argv, directory, settings, limit, line -> {});
    }

    /** @param heard is given what it prints too, without secrets; from several threads */
    void run(
            String what,
            List<String> argv,
            String directory,
            Settings settings,
            Duration limit,
            Consumer<String> heard)
            throws InterruptedException {
        Log log = ports.log();
        Consumer<String> said = line -> {
            String masked = settings.masked(line);
            log.line(what + " | " + masked);
            heard.accept(masked);
        };
        log.line(what + ": " + String.join(" ", argv));
        Command command = Command.of(resolve(argv))
                .in(directory)
                .with(settings.forCommands(layout))
                .within(limit);
        Commands.Outcome outcome = ports.commands().run(command, said, said);
        if (!outcome.succeeded()) {
            throw Failure.failed("The command of '" + what + "' failed: " + argv + ", " + outcome.words());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            ports.workspace().act(new Close(folder));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes the files to a new temporary folder that only this user can read. */
    record Open(TreeMap<String, Layout.Carried> files) implements Workspace.Work<String> {
        @Override
        public String in(Workspace.Place place) throws IOException {
            Path folder = null;
            try {
                folder = Files.createTempDirectory("delivery-").toRealPath();
                fill(folder);
                return folder.toString();
            } catch (IOException e) {
                if (folder != null) {
                    Folders.delete(folder);
                }
                throw new Failure(
                        Failure.Kind.FAILED,
                        "The release's files for its environment cannot be written to a temporary folder in "
                                + System.getProperty("java.io.tmpdir") + " (" + reason(e) + "): make room there, or name"
                                + " another in JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR.",
                        e);
            }
        }

        private static String reason(IOException e) {
            String told = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
            return told == null ? e.getClass().getSimpleName() : told;
        }

        private void fill(Path folder) throws IOException {
            for (Map.Entry<String, Layout.Carried> entry : files.entrySet()) {
                Path file = folder.resolve(entry.getKey()).normalize();
                if (!file.startsWith(folder)) {
                    throw Failure.failed("The release carries a file that leaves its folder: "
                            + entry.getKey().replaceAll("\\p{Cntrl}", "?") + ". Find out where it comes from.");
                }
                Files.createDirectories(file.getParent());
                Files.write(file, entry.getValue().bytes());
                if (entry.getValue().executable()) {
                    Modes.set(file, "rwx------");
                }
            }
        }
    }

    /** Takes the temporary folder away. */
    record Close(String folder) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            Folders.delete(Path.of(folder));
            return true;
        }
    }
}
