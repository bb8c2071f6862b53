package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.docker.ComposeCommand;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns the compose files of production into those of one trial, and has them started. */
final class ComposedSet {
    private final Ports ports;
    private final Project project;
    private final String id;
    private final String owner;
    private final String root;
    private final Compose compose;
    private final ComposeCommand command;
    private final Engine engine;
    private final Map<String, String> imageOfService = new TreeMap<>();
    private Map<String, String> componentOfService = Map.of();
    private Isolation.Isolated isolated;

    /** @param owner put on all that is started; empty: nobody */
    ComposedSet(Ports ports, Project project, String id, String owner, String root)
            throws IOException, InterruptedException {
        this.ports = ports;
        this.project = project;
        this.id = id;
        this.owner = owner;
        this.root = root;
        this.compose = project.trialCompose();
        this.command = ComposeCommand.find(ports);
        this.engine = Engines.connect(ports);
    }

    /** The references of images that a command is to use itself, by component. */
    static Map<String, String> onlyImages(Ports ports, Provision provision, Map<String, Fact.Candidate> images)
            throws IOException, InterruptedException {
        Engine engine = Engines.connect(ports);
        Map<String, String> references = new TreeMap<>();
        for (Map.Entry<String, Fact.Candidate> image : images.entrySet()) {
            Engine.Image there = provision.image(engine, image.getKey(), image.getValue());
            references.put(image.getKey(), there.id());
        }
        return references;
    }

    /** The trial's own compose project: letters, digits and dashes, as compose wants it. */
    String projectName() {
        return projectName(project.name(), id);
    }

    static String projectName(String projectName, String id) {
        String name = projectName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return (name.isEmpty() ? "" : name + "-") + "trial-" + id;
    }

    /**
     * Resolves, isolates and writes the configuration; nothing is started.
     *
     * @param images artifacts that are images, by component
     * @param missing components without artifact: their services are left out
     * @param environment for every service
     */
    void write(
            Provision provision,
            Map<String, Fact.Candidate> images,
            List<String> missing,
            Map<String, String> environment,
            TrialLog log)
            throws IOException, InterruptedException {
        log.progress("trial: reading " + String.join(", ", compose.files()));
        Map<String, Object> resolved = command.config(new ComposeCommand.Project(
                projectName(), compose.files(), compose.envFile(), "", Map.of()));
        log.hideSecretsOf(resolved);
        Map<String, HostPath> paths = ports.workspace().act(new ResolveHostPaths(Mounts.hostPaths(resolved)));
        ServicesOf services = ServicesOf.of(resolved, project, Path.of(root), paths);
        services.warnings().forEach(log::warning);
        componentOfService = services.components();
        Set<String> leftOut = new TreeSet<>();
        Map<String, String> references = new TreeMap<>();
        for (Map.Entry<String, String> entry : services.components().entrySet()) {
            if (missing.contains(entry.getValue())) {
                leftOut.add(entry.getKey());
            } else if (images.containsKey(entry.getValue())) {
                String component = entry.getValue();
                if (!references.containsKey(component)) {
                    references.put(
                            component,
                            provision.image(engine, component, images.get(component)).id());
                }
                imageOfService.put(entry.getKey(), references.get(component));
            }
        }
        if (!leftOut.isEmpty()) {
            log.warning("services left out, since their artifacts are missing: " + String.join(", ", leftOut));
        }
        isolated = Isolation.of(
                resolved,
                new Isolation.Terms(
                        id, owner, root, paths, imageOfService, leftOut, environment, project.trial().allow()));
        isolated.orRefuse();
        isolated.warnings().forEach(log::warning);
        ports.workspace()
                .act(new TrialFolder.WriteSecret(TrialFolder.compose(id), Json.pretty(isolated.configuration())));
        ports.workspace().act(new TrialFolder.WriteSecret(TrialFolder.project(id), projectName()));
    }

    /** Starts what was written; says why it is not well, or nothing. */
    String start() throws IOException, InterruptedException {
        List<String> services = new ArrayList<>(isolated.published().keySet());
        ports.log().line("starting " + String.join(", ", services) + " as " + projectName());
        RunningSet running = running();
        String ill = running.start();
        running.verify(imageOfService);
        return ill;
    }

    /** Which component's artifact a service runs, by service. */
    Map<String, String> componentOfService() {
        return componentOfService;
    }

    Map<String, String> urls() throws IOException, InterruptedException {
        return running().urls(isolated.published());
    }

    /** The compose project of a trial, made of the one file that was written for it. */
    static ComposeCommand.Project project(String name, String id, String envFile) {
        return new ComposeCommand.Project(name, List.of(TrialFolder.compose(id)), envFile, "", Map.of());
    }

    private RunningSet running() {
        // the file's values are in place already, but which profiles are on is said in the environment file too
        return new RunningSet(ports, command, project(projectName(), id, compose.envFile()), engine, id);
    }
}
