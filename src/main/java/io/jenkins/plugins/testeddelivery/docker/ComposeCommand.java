package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Commands.Captured;
import io.jenkins.plugins.testeddelivery.port.Commands.Command;
import io.jenkins.plugins.testeddelivery.port.Commands.Ending;
import io.jenkins.plugins.testeddelivery.port.Commands.Outcome;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Service;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Runs compose: {@code docker compose} (version 2) or {@code docker-compose} (version 1, tried with 1.29.2).
 *
 * <p>What both have in common, and what not:
 *
 * <ul>
 *   <li>{@code image: sha256:<id>} starts a container of that very image, and nothing is asked of a registry.
 *   <li>Paths: version 2 resolves {@code --env-file} against the current folder, older versions 1 against the project's.
 *       All paths are made absolute here.
 *   <li>Without an env file both read {@code .env} in the project's folder, if there is one. One that is named and
 *       missing is an error in both. The process' environment wins over the file.
 *   <li>Version 1 refuses a {@code build:} whose folder does not exist in every command but {@code up} (with
 *       {@code --no-build}) and, here, {@link #config}; leave {@code build} out of a file that is used without sources.
 * </ul>
 */
public final class ComposeCommand {
    private static final Duration PROBE = Duration.ofSeconds(30);
    private static final Duration READ = Service.COMPOSE.read();
    /** {@code up} may pull the images of others. */
    private static final Duration CHANGE = Service.COMPOSE.change();

    private static final List<String> VERSION_1 = List.of("docker-compose");
    private static final List<String> VERSION_2 = List.of("docker", "compose");

    private final Ports ports;
    private final List<String> program;

    private ComposeCommand(Ports ports, List<String> program) {
        this.ports = ports;
        this.program = program;
    }

    /**
     * A compose project.
     *
     * @param name compose's project name
     * @param files compose files, relative to the workspace or absolute
     * @param envFile likewise; empty: compose's own {@code .env}, if it is there
     * @param directory what the files' relative paths are relative to; empty: the folder of the first file
     * @param environment for interpolation; values may be secret
     */
    public record Project(
            String name, List<String> files, String envFile, String directory, Map<String, String> environment)
            implements Serializable {
        public Project {
            files = List.copyOf(files);
            environment = Collections.unmodifiableMap(new TreeMap<>(environment));
            if (!name.matches("[a-z0-9][a-z0-9_-]*")) {
                throw Failure.usage("'" + Reference.printable(name) + "' is no name of a compose project; use lower case"
                        + " letters, digits, '-' and '_'.");
            }
        }

        /** Without the values of the environment. */
        @Override
        public String toString() {
            return "Project[" + name + ", " + files + ", environment " + environment.keySet() + "]";
        }
    }

    /**
     * The plugin where there is one. Whether the other is there shows when it is called: its mere start takes as long as
     * all that is asked of the engine.
     */
    public static ComposeCommand find(Ports ports) throws InterruptedException {
        ComposeCommand plugin = new ComposeCommand(ports, VERSION_2);
        return plugin.version().isPresent() ? plugin : new ComposeCommand(ports, VERSION_1);
    }

    /** The one that {@link #find} found before. */
    public static ComposeCommand known(Ports ports, List<String> program) {
        return new ComposeCommand(ports, program);
    }

    /** Program and first arguments. */
    public List<String> program() {
        return program;
    }

    /**
     * The program and its version.
     *
     * @throws Failure UNREACHABLE if there is neither
     */
    public String describe() throws InterruptedException {
        return words() + " " + version().orElseThrow(ComposeCommand::neither);
    }

    private Optional<String> version() throws InterruptedException {
        List<String> argv = new ArrayList<>(program);
        argv.addAll(List.of("version", "--short"));
        Captured captured = ports.commands().capture(Command.of(argv).within(PROBE));
        String version = captured.out().strip().replaceFirst("^v", "");
        return Optional.of(version).filter(text -> captured.succeeded() && text.matches("\\d+\\..*"));
    }

    private String words() {
        return String.join(" ", program);
    }

    private static Failure neither() {
        return Failure.unreachable("Neither 'docker compose' nor 'docker-compose' runs here; install Docker's compose"
                + " plugin, or put docker-compose on the PATH.");
    }

    /**
     * The configuration with all files merged and all variables replaced. A dollar sign in a value is doubled, as it must
     * be in a compose file: the map can be written as one. Values may be secret: never to be logged.
     *
     * @throws Failure USAGE if compose does not accept the files, with its words
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> config(Project project) throws IOException, InterruptedException {
        List<String> before = new ArrayList<>();
        if (program.equals(VERSION_1)) {
            // it looks for build folders unless the word 'pull' is among its arguments; config connects to no host
            before.addAll(List.of("--host", "pull"));
        }
        Captured captured = read(before, project, List.of("config"), Failure.Kind.USAGE);
        try {
            if (ComposeYaml.read(DockerExecutable.whole(captured.out())) instanceof Map<?, ?> map) {
                return (Map<String, Object>) map;
            }
        } catch (YamlEngineException e) {
            // its message quotes the text, which may hold secrets
            throw Failure.failed("What " + words() + " prints as the configuration of " + project.name()
                    + " is no YAML; run its 'config' by hand and look at it.");
        }
        throw Failure.usage("The compose configuration of " + project.name() + " is empty.");
    }

    /**
     * Creates and starts; never builds, never removes a volume.
     *
     * @param services none: all
     * @param noDeps leave the services alone that these depend on
     * @param forceRecreate recreate containers whose configuration and image are as before
     */
    public void up(
            Project project, List<String> services, boolean noDeps, boolean forceRecreate, Consumer<String> lines)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("up", "-d", "--no-build"));
        if (noDeps) {
            arguments.add("--no-deps");
        }
        if (forceRecreate) {
            arguments.add("--force-recreate");
        }
        run(project, arguments, services, lines);
    }

    /**
     * Stops and removes containers and networks.
     *
     * @param volumes remove the project's volumes as well; never for an environment
     */
    public void down(Project project, boolean volumes, Consumer<String> lines)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("down", "--remove-orphans"));
        if (volumes) {
            arguments.add("--volumes");
        }
        run(project, arguments, List.of(), lines);
    }

    /** @param services none: all */
    public void stop(Project project, List<String> services, Consumer<String> lines)
            throws IOException, InterruptedException {
        run(project, List.of("stop"), services, lines);
    }

    /** Restarts what is there; nothing is created anew. @param services none: all */
    public void restart(Project project, List<String> services, Consumer<String> lines)
            throws IOException, InterruptedException {
        run(project, List.of("restart"), services, lines);
    }

    /** Ends containers at once, without asking them. @param services none: all */
    public void kill(Project project, List<String> services, Consumer<String> lines)
            throws IOException, InterruptedException {
        run(project, List.of("kill"), services, lines);
    }

    /**
     * Gives what the services' containers print, each line with the service in front.
     *
     * @param tail how many lines of what was printed before
     * @param follow whether to go on until all containers have ended, or the calling thread is interrupted
     */
    public void logs(Project project, List<String> services, int tail, boolean follow, Consumer<String> lines)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("logs", "--no-color", "--tail=" + tail));
        if (follow) {
            arguments.add("--follow");
        }
        run(project, arguments, services, lines, follow ? Duration.ZERO : READ);
    }

    /** Ids of the project's containers, running or not. */
    public List<String> ps(Project project) throws IOException, InterruptedException {
        Captured captured = read(List.of(), project, List.of("ps", "--all", "--quiet"), Failure.Kind.FAILED);
        return captured.out()
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("[0-9a-f]{12,64}"))
                .toList();
    }

    /** @param kind of the failure if compose refuses */
    private Captured read(List<String> before, Project project, List<String> arguments, Failure.Kind kind)
            throws IOException, InterruptedException {
        Command command = command(before, project, arguments, READ);
        return ports.calls().read(Service.COMPOSE, words(), () -> {
            Captured captured = ports.commands().capture(command);
            if (!captured.succeeded()) {
                throw failed(project, arguments.get(0), captured.outcome(), captured.err(), kind);
            }
            return captured;
        });
    }

    private void run(Project project, List<String> arguments, List<String> services, Consumer<String> lines)
            throws IOException, InterruptedException {
        run(project, arguments, services, lines, CHANGE);
    }

    private void run(
            Project project,
            List<String> arguments,
            List<String> services,
            Consumer<String> lines,
            Duration deadline)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(arguments);
        for (String service : services) {
            all.add(Reference.safeContainer(service));
        }
        Command command = command(List.of(), project, all, deadline);
        ports.calls().change(Service.COMPOSE, words(), () -> runOnce(command, project, arguments.get(0), lines));
    }

    private Outcome runOnce(Command command, Project project, String what, Consumer<String> lines)
            throws InterruptedException {
        StringBuilder said = new StringBuilder();
        Object one = new Object();
        Outcome outcome = ports.commands().run(command, line -> {
            synchronized (one) {
                lines.accept(line);
            }
        }, line -> {
            synchronized (one) {
                said.append(line).append('\n');
                lines.accept(line);
            }
        });
        if (!outcome.succeeded()) {
            throw failed(project, what, outcome, said.toString(), Failure.Kind.FAILED);
        }
        return outcome;
    }

    private Command command(List<String> before, Project project, List<String> arguments, Duration deadline)
            throws IOException, InterruptedException {
        List<String> given = new ArrayList<>(List.of(project.directory(), project.envFile()));
        given.addAll(project.files());
        List<String> paths = ports.workspace().act(new AbsolutePaths(given));
        List<String> argv = new ArrayList<>(program);
        argv.addAll(before);
        argv.addAll(List.of("--ansi", "never", "--project-name", project.name()));
        paths.subList(2, paths.size()).forEach(file -> argv.addAll(List.of("--file", file)));
        if (!project.directory().isEmpty()) {
            argv.addAll(List.of("--project-directory", paths.get(0)));
        }
        if (!project.envFile().isEmpty()) {
            argv.addAll(List.of("--env-file", paths.get(1)));
        }
        argv.addAll(arguments);
        return Command.of(argv).with(project.environment()).within(deadline);
    }

    private Failure failed(Project project, String what, Outcome outcome, String said, Failure.Kind kind) {
        if (outcome.ending() == Ending.NOT_STARTED) {
            return neither();
        }
        String command = "'" + words() + " " + what + "' for " + project.name();
        if (outcome.ending() != Ending.EXITED) {
            return Failure.failed(command + " " + outcome.words() + ".");
        }
        String reason = reason(said);
        return Unreachable.saidBy(said)
                ? Unreachable.behindDocker(reason)
                : new Failure(kind, command + " failed: " + (reason.isEmpty() ? outcome.words() : reason));
    }

    /** The last line that is called an error, else the last: the summary after it says less. */
    private static String reason(String said) {
        String last = "";
        String error = "";
        for (String line : said.lines().map(String::strip).toList()) {
            if (line.regionMatches(true, 0, "error", 0, 5)) {
                error = line.replaceFirst("^(?i)error[: ]+(response from daemon: )?", "");
            }
            last = line.isEmpty() ? last : line;
        }
        return error.isEmpty() ? last : error;
    }
}
