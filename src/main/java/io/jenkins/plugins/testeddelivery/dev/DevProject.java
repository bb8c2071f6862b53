package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.docker.ComposeCommand;
import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.trial.ServicesOf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The development project of a repository: the one compose project that the daily loop may change. */
public final class DevProject {
    /** Compose file that mounts the sources while somebody develops with hot reload; not always there. */
    public static final String OVERRIDE = "_build/.delivery/dev/override.yaml";

    private final Project project;
    private final DevFiles files;
    private final String root;
    private final ComposeCommand command;
    private final Engine engine;
    private final Map<String, Object> configuration;
    private final ServicesOf services;
    private final String key;

    private DevProject(
            Project project,
            DevFiles files,
            String root,
            ComposeCommand command,
            Engine engine,
            Map<String, Object> configuration,
            ServicesOf services,
            String key) {
        this.project = project;
        this.files = files;
        this.root = root;
        this.command = command;
        this.engine = engine;
        this.configuration = Collections.unmodifiableMap(configuration);
        this.services = services;
        this.key = key;
    }

    /**
     * Reads the compose files and sees to it that no environment is behind the name.
     *
     * @throws Failure of kind USAGE where there are no compose files, compose does not accept them, or an environment has
     *     the name or the volumes; UNREACHABLE without compose or engine
     */
    public static DevProject open(Ports ports, Project project) throws IOException, InterruptedException {
        FindComposeFiles.Found found = ports.workspace().act(new FindComposeFiles());
        DevFiles files = DevFiles.of(project, found.files());
        Engine engine = Engines.connect(ports);
        mustBeNoEnvironments(ports, engine, files.compose().project(), found);
        ComposeMemory memory = remembered(ports, files);
        ComposeCommand command = ComposeCommand.known(ports, memory.program());
        Map<String, Object> configuration = memory.configuration();
        if (files.borrowed()) {
            mustShareNoVolume(configuration, files);
        }
        ServicesOf services = ServicesOf.of(
                ports.workspace(),
                configuration,
                project,
                found.root(),
                String.join(", ", files.compose().files()));
        return new DevProject(project, files, found.root(), command, engine, configuration, services, memory.key());
    }

    /** What compose makes of the files, asked once for the same ones. */
    private static ComposeMemory remembered(Ports ports, DevFiles files) throws IOException, InterruptedException {
        ComposeMemory.Look.Seen seen = ports.workspace()
                .act(new ComposeMemory.Look(files.compose().files(), files.compose().envFile()));
        Optional<ComposeMemory> known = ComposeMemory.unknown(seen.key()).of(seen.remembered());
        if (known.isPresent()) {
            return known.get();
        }
        ComposeCommand command = ComposeCommand.find(ports);
        ComposeMemory fresh = new ComposeMemory(
                seen.key(),
                command.program(),
                ComposeMemory.withoutSecrets(command.config(composeProject(files, List.of(), Map.of()))));
        if (!seen.key().isEmpty()) {
            ports.workspace().act(new WriteOverride(ComposeMemory.FILE, fresh.text()));
        }
        return fresh;
    }

    /** The name of the compose project: {@code <project>-dev}. */
    public String name() {
        return files.compose().project();
    }

    /** Absolute path of the repository. */
    public String root() {
        return root;
    }

    /** The compose files, relative to the repository. */
    public List<String> files() {
        return files.compose().files();
    }

    /** What compose makes of the files, without environments and other settings that may be secret. */
    public Map<String, Object> configuration() {
        return configuration;
    }

    /** Stands for all that compose's answer depends on; empty: that is not known. */
    public String key() {
        return key;
    }

    /** Names of all services. */
    public List<String> services() {
        return List.copyOf(Json.map(configuration, "services").keySet());
    }

    /** Which component's image a service runs, by service; a service that is not here runs somebody else's. */
    public Map<String, String> components() {
        return services.components();
    }

    /** What the files leave open: components that no service runs. */
    public List<String> warnings() {
        return services.warnings();
    }

    /**
     * Environment for every service of a component, on top of what the files say: it points them at throw-away data where
     * the files are those of a trial.
     */
    public Map<String, String> environment() {
        return files.environment();
    }

    /**
     * The services that run a component.
     *
     * @throws Failure of kind USAGE if there is no such component, or no service runs it
     */
    public List<String> servicesOf(String nameOrAlias) {
        Component component = project.component(nameOrAlias)
                .orElseThrow(() -> Failure.usage("There is no component '" + nameOrAlias + "'; known are "
                        + String.join(", ", project.components().stream().map(Component::name).toList()) + "."));
        List<String> all = components().entrySet().stream()
                .filter(entry -> entry.getValue().equals(component.name()))
                .map(Map.Entry::getKey)
                .toList();
        if (all.isEmpty()) {
            throw Failure.usage("No service of " + String.join(", ", files()) + " runs the component " + component.name()
                    + "; its services are " + String.join(", ", services()) + ". Name the right one as `services` of "
                    + component.name() + " in delivery.yaml.");
        }
        return all;
    }

    /**
     * The services that are meant by names of components or of services.
     *
     * @param names empty: all services
     * @throws Failure of kind USAGE for one that is neither
     */
    public List<String> named(List<String> names) {
        Set<String> all = new LinkedHashSet<>();
        for (String name : names) {
            if (project.component(name).isPresent() && components().containsValue(project.component(name).get().name())) {
                all.addAll(servicesOf(name));
            } else if (services().contains(name)) {
                all.add(name);
            } else {
                throw Failure.usage("'" + name + "' is no component that " + String.join(", ", files())
                        + " runs and none of its services, which are " + String.join(", ", services()) + ".");
            }
        }
        return names.isEmpty() ? services() : List.copyOf(all);
    }

    /** For messages where there is no container. */
    public String startIt() {
        return "nothing of " + name() + " is there; start it with: delivery dev, or delivery update";
    }

    public ComposeCommand command() {
        return command;
    }

    public Engine engine() {
        return engine;
    }

    /**
     * The project for compose.
     *
     * @param overrides files on top of the repository's own, relative to the repository or absolute
     * @param variables for interpolation, in the process' environment
     */
    public ComposeCommand.Project with(List<String> overrides, Map<String, String> variables) {
        return composeProject(files, overrides, variables);
    }

    /** The containers by service, running or not. */
    public Map<String, List<Engine.Container>> containers() throws IOException, InterruptedException {
        return ComposeLabels.services(engine, name());
    }

    private static ComposeCommand.Project composeProject(
            DevFiles files, List<String> overrides, Map<String, String> variables) {
        List<String> all = new ArrayList<>(files.compose().files());
        all.addAll(overrides);
        return new ComposeCommand.Project(
                files.compose().project(), all, files.compose().envFile(), "", variables);
    }

    /** What an environment's containers say of themselves holds for those that no configuration here names, too. */
    private static void mustBeNoEnvironments(Ports ports, Engine engine, String name, FindComposeFiles.Found found)
            throws IOException, InterruptedException {
        List<Engine.Container> containers = engine.containers(Map.of(ComposeLabels.PROJECT, name));
        Optional<String> environment = containers.stream()
                .map(container -> container.labels().getOrDefault(Labels.ENVIRONMENT, ""))
                .filter(label -> !label.isEmpty())
                .findFirst();
        if (environment.isPresent()) {
            throw Failure.usage("The compose project " + name + " is the environment " + environment.get()
                    + " on this engine, and what runs there is never touched from here; rename the project in"
                    + " delivery.yaml, or take that environment down.");
        }
        containers.stream()
                .map(container -> container.labels().getOrDefault(ComposeLabels.FOLDER, ""))
                .filter(folder -> !folder.isEmpty() && !Path.of(folder).startsWith(found.root())
                        && !Path.of(folder).startsWith(found.shown()))
                .findFirst()
                .ifPresent(folder -> ports.log().warning("What runs as " + name + " was started from " + folder
                        + ", another working copy; it is one project for both."));
    }

    /** A volume with a name of its own is one for all projects that name it: the environment's data. */
    private static void mustShareNoVolume(Map<String, Object> configuration, DevFiles files) {
        Map<String, Object> volumes = Json.map(configuration, "volumes");
        for (String key : volumes.keySet()) {
            Map<String, Object> volume = Json.map(volumes, key);
            String fixed = Json.text(volume, "name");
            boolean own = fixed.isEmpty() || fixed.equals(files.compose().project() + "_" + key);
            if (!own || volume.containsKey("external") && !Boolean.FALSE.equals(volume.get("external"))) {
                throw Failure.usage("The volume " + key + " of " + String.join(", ", files.compose().files())
                        + " has a name of its own, and an environment runs of these files: development would share its"
                        + " data. Leave the name out, or give development a compose.yaml at the top of the repository.");
            }
        }
    }
}
