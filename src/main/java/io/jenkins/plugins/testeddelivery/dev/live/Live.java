package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.git.IgnoredFolders;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Keeps the development project's containers at what the tree holds: starts them, and after each batch of changes does the
 * least that brings the change there.
 */
public final class Live implements AutoCloseable {
    private final Ports ports;
    private final Board board;
    private final List<String> names;
    private final boolean mounts;
    private final Rows rows;
    private final Serving serving;
    private DevProject dev;
    private Scan scan;
    private Set<String> services = Set.of();
    private List<Part> parts = List.of();
    private String surrounding = "";
    private TreeWatch watch;
    private Followers followers;

    /**
     * Nothing is done yet.
     *
     * @param names components; empty: all
     * @param mounts whether the engine sees this machine's files
     */
    public Live(Ports ports, Ledger ledger, Board board, List<String> names, boolean mounts) {
        this.ports = ports;
        this.board = board;
        this.names = List.copyOf(names);
        this.mounts = mounts;
        this.rows = new Rows(board);
        this.serving = new Serving(ports, ledger, board, !names.isEmpty());
    }

    /**
     * Reads configuration and compose files.
     *
     * @throws Failure of kind USAGE for a component that is not there or that no service runs
     */
    public void open() throws IOException, InterruptedException {
        board.going("reading the repository");
        look(ports.workspace().act(new ScanRepository("", "", true)));
        dev.warnings().forEach(ports.log()::warning);
    }

    /** The file that lies over the repository's own for compose, without images: compose builds them. */
    public String override() throws IOException, InterruptedException {
        return new Overlay(ports, dev).text(parts, Map.of(), true);
    }

    /** Starts everything as the tree is now, and begins to watch it. */
    public void start() throws IOException, InterruptedException {
        long start = System.nanoTime();
        watch = TreeWatch.of(
                Path.of(dev.root()), left(), TreeWatch.Pace.USUAL);
        serving.start();
        board.going("");
        board.tell("", services.size() + (services.size() == 1 ? " service" : " services") + " started, "
                + watch.folders() + " folders watched", Duration.ofNanos(System.nanoTime() - start));
        refresh();
    }

    /**
     * Waits for changes and brings them to the containers.
     *
     * @return whether there were any
     */
    public boolean step(Duration within) throws IOException, InterruptedException {
        if (!watch.await(within)) {
            return false;
        }
        catchUp();
        return true;
    }

    /** Brings to the containers whatever the tree holds that they have not seen. */
    public void catchUp() throws IOException, InterruptedException {
        try {
            board.going("looking at what changed");
            Scan now = ports.workspace().act(new ScanRepository("", "", true));
            boolean other = !now.project().equals(scan.project()) || !surrounding.equals(Surrounding.of(ports, dev, now.project()));
            if (other) {
                look(now);
                serving.everything();
            } else {
                scan = now;
                parts = placed(Part.read(ports, dev, scan, services));
                serving.see(dev, scan, services, parts, surrounding);
                serving.changed();
            }
        } catch (Failure e) {
            // a tree in the middle of being changed may not be readable; what comes next is looked at again
            board.complain("", e.getMessage());
        } finally {
            board.going("");
        }
    }

    /** Looks at the containers again. */
    public void refresh() throws IOException, InterruptedException {
        Map<String, List<Engine.Container>> containers = dev.containers();
        rows.refresh(dev, services, containers);
        if (followers != null) {
            followers.see(containers);
        }
    }

    /** Names of the services that were started. */
    public Set<String> services() {
        return services;
    }

    public String projectName() {
        return dev.name();
    }

    /** Gives what the containers print from now on, with the service in front. */
    public void follow(BiConsumer<String, String> lines) throws IOException, InterruptedException {
        followers = new Followers(ports, lines);
    }

    /** Stops the containers and leaves them there. */
    public void stop() throws IOException, InterruptedException {
        if (dev != null) {
            dev.command().stop(dev.with(List.of(DevProject.OVERRIDE), Map.of()), List.copyOf(services), ports.log()::line);
        }
    }

    /** Ends the containers at once. */
    public void kill() throws IOException, InterruptedException {
        if (dev != null) {
            dev.command().kill(dev.with(List.of(DevProject.OVERRIDE), Map.of()), List.copyOf(services), ports.log()::line);
        }
    }

    @Override
    public void close() throws IOException {
        if (followers != null) {
            followers.close();
        }
        if (watch != null) {
            watch.close();
        }
    }

    private void look(Scan now) throws IOException, InterruptedException {
        dev = DevProject.open(ports, now.project());
        scan = now;
        services = Services.of(dev, names);
        parts = placed(Part.read(ports, dev, scan, services));
        surrounding = Surrounding.of(ports, dev, now.project());
        serving.see(dev, scan, services, parts, surrounding);
    }

    private List<Part> placed(List<Part> all) {
        return mounts ? all : all.stream().map(Part::withoutMounts).toList();
    }

    /** What Git ignores, but for what is an input all the same. */
    private Set<String> left() throws IOException, InterruptedException {
        Set<String> left = new HashSet<>(ports.workspace().act(new IgnoredFolders()));
        Set<String> inputs = new HashSet<>();
        parts.forEach(part -> inputs.addAll(part.files()));
        left.removeIf(folder -> inputs.stream().anyMatch(file -> file.startsWith(folder + "/")));
        return left;
    }
}
