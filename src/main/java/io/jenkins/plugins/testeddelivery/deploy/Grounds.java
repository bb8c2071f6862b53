package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.docker.ComposeCommand;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.port.Beside;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.release.DeployPlan;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the parts that reach an environment: its store, and the site of a release in it. Connects to an engine only if asked to. */
final class Grounds implements AutoCloseable {
    private final Ports ports;
    private final Ahead ahead = new Ahead();
    private final Hooks hooks;
    private boolean begun;
    private Beside<Engine> reached;
    private Beside<ComposeCommand> found;
    private Engine engine;

    /** @param hookLogs folder for what hooks say */
    Grounds(Ports ports, String hookLogs) {
        this.ports = ports;
        this.hooks = new Hooks(ports, hookLogs);
        this.found = new Beside<>(() -> ComposeCommand.find(ports));
    }

    Engine engine() throws IOException, InterruptedException {
        if (engine == null) {
            engine = reached == null ? Engines.connect(ports) : reached.get();
        }
        return engine;
    }

    /** Where the environment is; relative directories start from the folder deployed from. */
    Memory.Where where(String project, Environment environment) throws IOException, InterruptedException {
        String directory = environment.directory().isEmpty()
                ? ""
                : ports.workspace().act(new Absolute(environment.directory()));
        return new Memory.Where(
                project, directory, environment.composeProject(project));
    }

    /** @param image names one for the marker containers where there is none yet */
    EnvironmentStore store(Memory.Where where, EngineStore.Image image) throws IOException, InterruptedException {
        return where.directory().isEmpty()
                ? new EngineStore(ports.workspace(), engine(), where.composeProject(), image)
                : new FolderStore(ports.workspace(), where.directory());
    }

    /** The holder of a lock, unless its process is known to be gone. */
    Optional<Holder> living(Optional<Holder> holder) throws IOException, InterruptedException {
        return holder.isPresent() && ports.workspace().act(new Holder.IsGone(holder.get())) ? Optional.empty() : holder;
    }

    Site site(Layout layout, State state) throws IOException, InterruptedException {
        Environment definition = layout.definition();
        Memory.Where where = where(state.project(), definition);
        Settings settings = Settings.read(ports.workspace(), definition);
        List<Target> targets = new ArrayList<>();
        if (!where.directory().isEmpty()) {
            targets.add(new DirectoryTarget(ports, where.directory(), state, settings));
        }
        if (definition.compose().present()) {
            targets.add(composeTarget(where.composeProject(), state, settings));
        }
        return new Site(ports, layout, settings, targets, where.directory(), this::lastLines, hooks);
    }

    /**
     * Lets compose read the files of a release in the background, and finds the engine; what is wrong is told when it is its
     * turn. Begun once.
     */
    void lookAhead(String environment, ReleaseFolder release) throws InterruptedException {
        if (begun) {
            return;
        }
        begun = true;
        try {
            DeployPlan plan = release.deployPlan();
            Environment definition = plan.environments().get(environment);
            if (definition != null && definition.compose().present()) {
                found.begin();
                Layout layout = new Arrange(release, Log.NONE).in(plan, definition);
                State state = State.empty(environment, plan.project(), "");
                ahead.ask(layout.version(), () -> composeFiles(
                                definition.composeProject(plan.project()),
                                state,
                                Settings.read(ports.workspace(), definition))
                        .config(layout));
                reached = new Beside<>(() -> reach(layout));
                reached.begin();
            }
        } catch (IOException | Failure e) {
            return;
        }
    }

    /** The engine, asked already for what it tells but once: how its store names images. */
    private Engine reach(Layout layout) throws IOException, InterruptedException {
        Engine reachedEngine = Engines.connect(ports);
        Optional<Layout.Service> any = layout.services().values().stream().findFirst();
        if (any.isPresent()) {
            reachedEngine.image(any.get().digest());
        }
        return reachedEngine;
    }

    /** Ends what is still being looked at; what is wanted later is looked at then. */
    @Override
    public void close() {
        ahead.close();
        if (reached != null) {
            reached.close();
            reached = null;
        }
        if (begun) {
            found.close();
            found = new Beside<>(() -> ComposeCommand.find(ports));
        }
        begun = false;
    }

    private ComposeTarget composeTarget(String composeProject, State state, Settings settings)
            throws IOException, InterruptedException {
        return new ComposeTarget(
                ports,
                engine(),
                new ComposeProject(engine(), composeProject),
                composeFiles(composeProject, state, settings));
    }

    private ComposeFiles composeFiles(String composeProject, State state, Settings settings)
            throws IOException, InterruptedException {
        return new ComposeFiles(ports, found.get(), composeProject, state, settings, ahead);
    }

    /** Whether the folder's {@code current} names the release's version. */
    boolean isCurrent(Layout layout, State state) throws IOException, InterruptedException {
        String directory = where(state.project(), layout.definition()).directory();
        return ports.workspace()
                .act(new ReleaseDirectory.Look(directory, layout.version(), new TreeSet<>()))
                .current()
                .equals(layout.version());
    }

    /** The containers of a compose environment; needs neither compose nor an envFile. */
    List<Seen> look(Layout layout, State state) throws IOException, InterruptedException {
        ComposeText text = ComposeText.of(layout.compose());
        return new ComposeProject(engine(), layout.definition().composeProject(state.project()))
                .look(text.started(), text);
    }

    /** Digest of the image that each component's service runs; empty: it is gone from the engine. */
    Map<String, String> digests(Layout layout, State state) throws IOException, InterruptedException {
        ComposeProject project =
                new ComposeProject(engine(), layout.definition().composeProject(state.project()));
        Map<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, List<Engine.Container>> entry : project.containers().entrySet()) {
            if (layout.services().containsKey(entry.getKey())) {
                digests.put(entry.getKey(), project.digest(entry.getValue().get(0)));
            }
        }
        return digests;
    }

    private List<String> lastLines(String container, int lines) throws IOException, InterruptedException {
        return engine().logs(container, lines);
    }

    /** The absolute path of a path of the workspace. */
    record Absolute(String path) implements Workspace.Work<String> {
        @Override
        public String in(Workspace.Place place) {
            return place.path(path).toAbsolutePath().normalize().toString();
        }
    }
}
