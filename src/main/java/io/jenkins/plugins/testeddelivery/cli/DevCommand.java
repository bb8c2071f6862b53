package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.dev.live.Board;
import io.jenkins.plugins.testeddelivery.dev.live.Live;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.report.Ink;
import io.jenkins.plugins.testeddelivery.report.LiveReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dev",
        header = "Start the components and bring every change to them as it is saved.",
        description = "Mounts sources where the Dockerfiles copy them, watches the tree, and does the least that each change"
                + " asks for: nothing where the server reloads by itself, a restart, an installation of dependencies, a"
                + " rebuild of that one. Acts on the compose project <project>-dev alone. Ctrl-C stops the containers;"
                + " volumes stay.")
final class DevCommand extends Subcommand {
    private static final Duration LOOK = Duration.ofSeconds(2);

    @Parameters(
            paramLabel = "COMPONENT",
            arity = "0..*",
            description = "Only these, with the services that they need. Default: all.")
    private List<String> components = List.of();

    @Option(names = "--plain", description = "Print what happens and what the containers print, line by line.")
    private boolean plain;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Write the file that lies over the compose files, for use with compose alone, and start nothing.")
    private String write = "";

    @Option(
            names = "--local",
            description = "Run the components' dev.run here, without containers: what dev.requires names is looked for first,"
                    + " dev.prepare is run when the dependencies changed.")
    private boolean withoutContainers;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        if (json()) {
            throw Failure.usage("dev shows text on the terminal alone; leave out --json");
        }
        if (withoutContainers && !write.isEmpty()) {
            throw Failure.usage("--local starts no containers, so there is nothing to --write; leave out one of them");
        }
        try (Session session = Session.inRepository(console)) {
            if (withoutContainers) {
                return new LocalDev(console, session).run(components);
            }
            return write.isEmpty() ? develop(console, session) : write(console, session);
        }
    }

    private int write(Console console, Session session) throws IOException, InterruptedException {
        Board board = new Board(Clock.systemUTC(), event -> {});
        try (Live live = new Live(session.ports(), session.ledger(), board, components, true)) {
            live.open();
            Path file = console.folder().resolve(write);
            WholeFile.write(file, live.override());
            console.out().println("wrote " + write + "; its first line says how compose takes it");
        }
        return DONE;
    }

    private int develop(Console console, Session session) throws IOException, InterruptedException {
        boolean screen = console.terminal() && !plain;
        LiveReport report = new LiveReport(ZoneId.systemDefault(), console.ink());
        Board board = new Board(
                Clock.systemUTC(), event -> {
                    if (!screen) {
                        console.out().println(report.line(event));
                    }
                });
        Ports ports = screen ? session.ports().with(new Quiet(board)) : session.ports();
        try (Live live = new Live(ports, session.ledger(), board, components, local(console))) {
            live.open();
            board.title(live.projectName());
            try (LiveView view = screen ? LiveView.on(console, board, report) : LiveView.none()) {
                loop(console, live, board, view);
            } catch (InterruptedException e) {
                stop(console, live);
                throw e;
            } catch (Failure e) {
                stop(console, live);
                throw e;
            }
        }
        return DONE;
    }

    /** Never returns by itself. */
    private void loop(Console console, Live live, Board board, LiveView view)
            throws IOException, InterruptedException {
        if (plain || !console.terminal()) {
            live.follow((service, line) -> console.out().println(service + " | " + Ink.plain(line)));
        }
        live.start();
        live.catchUp();
        while (true) {
            try {
                live.refresh();
            } catch (Failure e) {
                board.complain("", e.getMessage());
            }
            live.step(LOOK);
        }
    }

    /** On a thread of its own: who ends the command interrupts this one again. */
    private static void stop(Console console, Live live) {
        console.err().println("delivery: stopping the containers; Ctrl-C again ends at once");
        Thread thread = new Thread(
                () -> {
                    try {
                        live.stop();
                    } catch (IOException | Failure e) {
                        console.err().println("delivery: " + e.getMessage());
                    } catch (InterruptedException e) {
                        // nobody interrupts it
                        Thread.currentThread().interrupt();
                    }
                },
                "stop");
        thread.start();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // once more: what was begun is finished
                continue;
            }
        }
    }

    /** Another machine's engine cannot mount the files of this one. */
    private static boolean local(Console console) {
        String host = console.environment().getOrDefault("DOCKER_HOST", "");
        return !host.matches("(tcp|ssh|https?)://.*") || host.matches("tcp://(127\\.0\\.0\\.1|localhost|\\[::1\\])[:/].*");
    }

    /** Where the screen shows what matters, the rest is only what goes on. */
    private record Quiet(Board board) implements Log {
        @Override
        public void line(String text) {
            // what compose and the builder say of themselves is for --plain
        }

        @Override
        public void warning(String text) {
            board.complain("", text);
        }
    }
}
