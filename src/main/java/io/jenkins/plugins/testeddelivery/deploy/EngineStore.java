package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * State and lock of a compose environment, on containers that are made and never run. The state of the newest generation
 * counts, so that there is one at every moment of its replacement; the lock is the one container that can have its name.
 */
final class EngineStore implements EnvironmentStore {
    /** Tells a marker from the containers that run something. */
    static final String ROLE = Labels.PREFIX + "role";

    static final String STATE = "environment-state";

    /** The environment's state is on it; its value is the compose project. */
    static final String STATE_OF = Labels.PREFIX + "state-of";

    private static final String GENERATION = Labels.PREFIX + "generation";
    /** The docker executable's output is read in lines, and a label is on one of them. */
    private static final int PIECE = 8_000;

    private static final String LOCK = Labels.HOLDER + ".";

    private final Workspace workspace;
    private final Engine engine;
    private final String composeProject;
    private final Image image;

    /** Names an image that is in the engine, for the case that no marker is there to take it from. */
    @FunctionalInterface
    interface Image {
        String reference() throws IOException, InterruptedException;
    }

    EngineStore(Workspace workspace, Engine engine, String composeProject, Image image) {
        this.workspace = workspace;
        this.engine = engine;
        this.composeProject = composeProject;
        this.image = image;
    }

    @Override
    public String place() {
        return "compose project " + composeProject;
    }

    @Override
    public Optional<State> read() throws IOException, InterruptedException {
        Optional<Engine.Container> newest = markers().stream().findFirst();
        return newest.isEmpty()
                ? Optional.empty()
                : Optional.of(StateText.read(
                        unpack(joined(newest.get().labels())), newest.get().name()));
    }

    @Override
    public State write(State state) throws IOException, InterruptedException {
        State next = state.next();
        String name = composeProject + "-delivery-state";
        String temporary = name + "-" + next.generation();
        List<Engine.Container> old = markers();
        Map<String, String> labels = new TreeMap<>();
        labels.put(ROLE, STATE);
        labels.put(STATE_OF, composeProject);
        labels.put(Labels.ENVIRONMENT, state.environment());
        labels.put(Labels.PROJECT, state.project());
        labels.put(GENERATION, Long.toString(next.generation()));
        String packed = pack(StateText.write(next));
        for (int i = 0; i * PIECE < packed.length(); i++) {
            labels.put(Labels.STATE + "." + i, packed.substring(i * PIECE, Math.min(packed.length(), (i + 1) * PIECE)));
        }
        make(temporary, old, labels);
        for (Engine.Container marker : old) {
            engine.removeContainer(marker.id());
        }
        try {
            engine.renameContainer(temporary, name);
        } catch (Engine.NameTaken e) {
            // somebody else's container has the name; the state is found by its labels under any
            return next;
        }
        return next;
    }

    @Override
    public Taken take(Holder holder) throws IOException, InterruptedException {
        String name = lockName();
        List<Engine.Container> markers = markers();
        String tookOver = "";
        while (true) {
            try {
                make(name, markers, lockLabels(holder));
                // what one that was killed in the middle of a replacement has left; nobody else replaces it now
                for (Engine.Container older : markers.subList(Math.min(1, markers.size()), markers.size())) {
                    engine.removeContainer(older.id());
                }
                return new Taken(holder, tookOver);
            } catch (Engine.NameTaken e) {
                Optional<Engine.Container> there = engine.container(name);
                if (there.isPresent()) {
                    Holder present = holder(there.get());
                    if (!workspace.act(new Holder.IsGone(present))) {
                        return new Taken(present, "");
                    }
                    // by its id: by its name, it could be that of somebody who was quicker
                    engine.removeContainer(there.get().id());
                    tookOver = present.words();
                }
            }
        }
    }

    @Override
    public void release(Holder holder) throws IOException, InterruptedException {
        Optional<Engine.Container> there = engine.container(lockName());
        if (there.isPresent() && holder(there.get()).token().equals(holder.token())) {
            engine.removeContainer(there.get().id());
        }
    }

    @Override
    public Optional<Holder> holder() throws IOException, InterruptedException {
        return engine.container(lockName()).map(EngineStore::holder);
    }

    @Override
    public String howToFree() {
        return "remove the container " + lockName();
    }

    /** The state's container, newest generation first; more than one only after a crash. */
    private List<Engine.Container> markers() throws IOException, InterruptedException {
        List<Engine.Container> all = new ArrayList<>(engine.containers(Map.of(STATE_OF, composeProject)));
        all.sort(Comparator.comparingLong(EngineStore::generation).reversed());
        return all;
    }

    /** Of the image of the state's container; that may be pruned by force, and then any that a container here uses will do. */
    private void make(String name, List<Engine.Container> markers, Map<String, String> labels)
            throws IOException, InterruptedException {
        if (markers.isEmpty()) {
            engine.createMarker(name, image.reference(), labels);
            return;
        }
        String first = markers.get(0).image();
        try {
            engine.createMarker(name, first, labels);
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.FAILED || engine.image(first).isPresent()) {
                throw e;
            }
            engine.createMarker(name, another(first), labels);
        }
    }

    private String another(String gone) throws IOException, InterruptedException {
        for (Engine.Container container : engine.containers(Map.of(ComposeLabels.PROJECT, composeProject))) {
            if (engine.image(container.image()).isPresent()) {
                return container.image();
            }
        }
        try {
            return image.reference();
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.FAILED) {
                throw e;
            }
            throw Failure.failed("The image " + gone + " was removed from the engine, and so was every other of the "
                    + place() + ", whose state and lock are kept on a container of one. Deploy a release from its archives.");
        }
    }

    private String lockName() {
        return composeProject + "-delivery-lock";
    }

    private Map<String, String> lockLabels(Holder holder) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(Labels.HOLDER, holder.what());
        holder.values().forEach((key, value) -> labels.put(LOCK + key, value));
        return labels;
    }

    private static Holder holder(Engine.Container container) {
        Map<String, String> values = new TreeMap<>();
        container.labels().forEach((label, value) -> {
            if (label.startsWith(LOCK)) {
                values.put(label.substring(LOCK.length()), value);
            }
        });
        return Holder.read(values);
    }

    private static String joined(Map<String, String> labels) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; labels.containsKey(Labels.STATE + "." + i); i++) {
            all.append(labels.get(Labels.STATE + "." + i));
        }
        return all.toString();
    }

    private static long generation(Engine.Container container) {
        String text = container.labels().getOrDefault(GENERATION, "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static String pack(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private String unpack(String label) {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(label)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.failed("The state of the environment in the " + place() + " cannot be read: its label is damaged"
                    + ". Without a state the next deployment is taken for the first; remove the container to have that.");
        }
    }
}
