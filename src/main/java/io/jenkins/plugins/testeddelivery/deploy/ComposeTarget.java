package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.ImageArchive;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.docker.Registry;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Images in a compose project: each service of a component runs exactly the artifact, pinned by the engine's id; what
 * did not change is not touched, and volumes never are.
 */
final class ComposeTarget implements Target {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Ports ports;
    private final Engine engine;
    private final ComposeProject project;
    private final ComposeFiles compose;

    ComposeTarget(Ports ports, Engine engine, ComposeProject project, ComposeFiles compose) {
        this.ports = ports;
        this.engine = engine;
        this.project = project;
        this.compose = compose;
    }

    @Override
    public Set<String> places(Layout layout) {
        Set<String> all = new TreeSet<>();
        layout.services().values().forEach(service -> all.add(service.component()));
        return all;
    }

    @Override
    public List<Change> compare(Layout layout) throws IOException, InterruptedException {
        return compare(layout, project.containers());
    }

    private List<Change> compare(Layout layout, Map<String, List<Engine.Container>> containers)
            throws IOException, InterruptedException {
        ComposeText text = ComposeText.of(layout.compose());
        // first: compose may still be at work on its answer
        project.learn(containers.values());
        Map<String, String> definitions = compose.definitions(layout, text);
        List<Change> changes = new ArrayList<>();
        for (String service : text.started()) {
            String component = layout.services().containsKey(service)
                    ? layout.services().get(service).component()
                    : "";
            List<Engine.Container> mine = containers.getOrDefault(service, List.of());
            change(layout, text, service, mine, definitions.getOrDefault(service, ""))
                    .ifPresent(how -> changes.add(new Change(service, component, how.how(), how.words())));
        }
        containers.forEach((service, all) -> {
            String component = all.get(0).labels().getOrDefault(Labels.COMPONENT, "");
            if (!text.started().contains(service) && !component.isEmpty()) {
                changes.add(new Change(service, component, Change.How.REMOVE, "is not in this release"));
            }
        });
        return changes;
    }

    private record Because(Change.How how, String words) {}

    private Optional<Because> change(
            Layout layout, ComposeText text, String service, List<Engine.Container> mine, String definition)
            throws IOException, InterruptedException {
        Layout.Service wanted = layout.services().get(service);
        if (mine.isEmpty()) {
            return Optional.of(new Because(Change.How.START, "is not there"));
        }
        for (Engine.Container container : mine) {
            String digest = wanted == null ? "" : project.digest(container);
            if (wanted != null && !digest.equals(wanted.digest())) {
                String from = digest.isEmpty() ? "an image that is gone" : shortened(digest);
                return Optional.of(
                        new Because(Change.How.REPLACE, "image " + shortened(wanted.digest()) + " instead of " + from));
            }
            String recorded = container.labels().getOrDefault(ComposeProject.DEFINITION, "");
            // a container that this software did not make is a database that was here before: it stays as it is
            if (!recorded.equals(definition) && (wanted != null || !recorded.isEmpty())) {
                return Optional.of(new Because(Change.How.RESTART, "its run-time settings are other ones"));
            }
            boolean ended = text.jobs().contains(service) && "exited".equals(container.state());
            if (!container.running() && !"restarting".equals(container.state()) && !ended) {
                return Optional.of(new Because(Change.How.START, "is " + container.state()));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> toBring(Layout layout, Source source) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (Layout.Service service : absent(layout)) {
            all.add("LOAD " + service.image() + ": from "
                    + (source.load() ? source.file(service.component()) : "the registry, if it is there"));
        }
        return all;
    }

    @Override
    public Layout prepare(Layout layout, Source source) throws IOException, InterruptedException {
        ComposeText text = ComposeText.of(layout.compose());
        text.requireImages(layout.services().keySet());
        for (Layout.Service service : absent(layout)) {
            load(service, source);
        }
        return layout;
    }

    /** What the engine has not got: a service of each component that it lacks. */
    private List<Layout.Service> absent(Layout layout) throws IOException, InterruptedException {
        Map<String, Engine.Image> there = project.find(layout.services());
        Map<String, Layout.Service> all = new TreeMap<>();
        layout.services().forEach((name, service) -> {
            if (!there.containsKey(name)) {
                all.putIfAbsent(service.component(), service);
            }
        });
        return List.copyOf(all.values());
    }

    private void load(Layout.Service service, Source source) throws IOException, InterruptedException {
        if (!source.load() && pulled(service, source)) {
            return;
        }
        String file = source.file(service.component());
        ports.log().line("Loading " + service.image() + " from " + file);
        ports.log().progress("loading " + service.image());
        ImageArchive.Content content = ports.workspace().act(new ReadImage(file));
        if (!content.digest().equals(service.digest())) {
            throw Failure.failed(file + " holds the image " + content.digest() + " and not " + service.digest()
                    + ", which was tested. Take the release from where it was exported again.");
        }
        Engine.Image loaded = engine.load(file, content);
        if (!loaded.digest().equals(service.digest())) {
            throw Failure.failed("The engine made " + loaded.digest() + " of " + file + " and not " + service.digest()
                    + ", which was tested. Nothing was started; look at the engine.");
        }
    }

    /** Whether the registry gave it; without it, the archive is as good if it is there. */
    private boolean pulled(Layout.Service service, Source source) throws IOException, InterruptedException {
        Pushed pushed = source.pushed(service.component());
        if (!pushed.known()) {
            throw Failure.failed("The image " + service.image() + " of " + service.component() + " (" + service.digest()
                    + ") is not in the engine, and the release is in no registry. Deploy without --skip-load, or load it"
                    + " first.");
        }
        ports.log().line("Pulling " + pushed.reference() + ", " + pushed.manifest());
        try {
            Registry.of(ports, source.login()).pull(pushed, service.image(), service.digest());
            return true;
        } catch (Failure e) {
            boolean archive = source.hasFile(service.component())
                    && ports.workspace().act(new IsThere(source.file(service.component())));
            if (e.kind() != Failure.Kind.UNREACHABLE || !archive) {
                throw e;
            }
            ports.log().warning(e.getMessage() + " The release's archive is loaded in its place.");
            return false;
        }
    }

    @Override
    public String missing(Layout layout) throws IOException, InterruptedException {
        return absent(layout).stream()
                .findFirst()
                .map(service -> "the image " + service.image() + " (" + service.digest() + ") is no longer in the engine")
                .orElse("");
    }

    @Override
    public void apply(Layout layout) throws IOException, InterruptedException {
        try {
            applyOnce(layout);
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.UNREACHABLE) {
                throw e;
            }
            // compose does not wait for an engine; this does, and what is done already is left out the second time
            ports.log().warning(e.getMessage());
            engine.reach();
            applyOnce(layout);
        }
    }

    private void applyOnce(Layout layout) throws IOException, InterruptedException {
        ComposeText text = ComposeText.of(layout.compose());
        Map<String, List<Engine.Container>> containers = project.containers();
        Set<String> stopped = new TreeSet<>();
        Set<String> changed = new TreeSet<>();
        for (Change change : compare(layout, containers)) {
            if (change.how() == Change.How.REMOVE) {
                remove(containers.getOrDefault(change.subject(), List.of()));
            } else if (change.how() == Change.How.START && change.component().isEmpty()) {
                stopped.add(change.subject());
            } else {
                changed.add(change.subject());
            }
        }
        Map<String, Engine.Image> found = project.find(layout.services());
        Map<String, String> images = new TreeMap<>();
        layout.services().forEach((name, service) -> {
            if (!found.containsKey(name)) {
                throw Failure.failed("The image " + service.image()
                        + " went away from the engine while it was deployed. Deploy again.");
            }
            images.put(name, found.get(name).id());
        });
        try (ComposeFiles.Open open = compose.open(layout, text, images)) {
            if (containers.isEmpty()) {
                open.upAll();
            } else {
                open.up(stopped, false);
                calm(changed, stopped.isEmpty() ? containers : project.containers());
                open.up(changed, true);
            }
        }
    }

    /** A container in the middle of starting again cannot be removed by compose; one that was stopped can. */
    private void calm(Set<String> services, Map<String, List<Engine.Container>> containers)
            throws IOException, InterruptedException {
        for (String service : services) {
            for (Engine.Container container : containers.getOrDefault(service, List.of())) {
                if (container.restarts() > 0 || "restarting".equals(container.state())) {
                    engine.stopContainer(container.id(), GRACE);
                }
            }
        }
    }

    @Override
    public void withdraw(Layout layout) throws IOException, InterruptedException {
        List<Engine.Container> ours = new ArrayList<>();
        for (List<Engine.Container> all : project.containers().values()) {
            all.stream()
                    .filter(container -> layout.definition()
                            .name()
                            .equals(container.labels().get(Labels.ENVIRONMENT)))
                    .forEach(ours::add);
        }
        remove(ours);
        if (project.containers().isEmpty()) {
            // nothing is left but the project's networks
            try (ComposeFiles.Open open = compose.open(layout, ComposeText.of(layout.compose()), Map.of())) {
                open.down();
            }
        }
    }

    @Override
    public List<Seen> look(Layout layout) throws IOException, InterruptedException {
        ComposeText text = ComposeText.of(layout.compose());
        return project.look(text.started(), text);
    }

    @Override
    public List<String> drift(Layout layout) throws IOException, InterruptedException {
        return compare(layout).stream()
                .map(change -> "service " + change.subject() + " of " + project.name() + ": " + change.words()
                        + " (" + change.how() + ")")
                .toList();
    }

    @Override
    public void tidy(State after) {
        // images of older releases stay for a rollback
    }

    private void remove(List<Engine.Container> containers) throws IOException, InterruptedException {
        for (Engine.Container container : containers) {
            ports.log().line("Removing " + container.name());
            engine.stopContainer(container.id(), GRACE);
            engine.removeContainer(container.id());
        }
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(digest.length(), "sha256:".length() + 12));
    }

    /** Whether a file came along with the release. */
    record IsThere(String file) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) {
            return Files.isRegularFile(place.path(file));
        }
    }

    /** Reads an image's archive beside the files. */
    record ReadImage(String file) implements Workspace.Work<ImageArchive.Content> {
        @Override
        public ImageArchive.Content in(Workspace.Place place) throws IOException {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(place.path(file)), 1 << 16)) {
                return ImageArchive.read(in, file);
            }
        }
    }
}
