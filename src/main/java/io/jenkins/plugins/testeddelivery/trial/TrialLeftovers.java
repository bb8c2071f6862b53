package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds and removes what trials left that came to no end: folders in this work tree, and containers by their labels. Only
 * for who holds the tree. What was kept on purpose, what belongs to another tree whose folder is there, and what a
 * controller started on somebody's behalf, is left alone.
 */
public final class TrialLeftovers {
    private final Ports ports;

    public TrialLeftovers(Ports ports) {
        this.ports = ports;
    }

    /**
     * What one trial left.
     *
     * @param id of the trial
     * @param project its compose project; empty: it started nothing
     * @param containers how many there are
     * @param bytes of its folder
     */
    public record Left(String id, String project, int containers, long bytes) {}

    /**
     * @param engine empty: none can be reached, so only folders are looked at
     * @param name of the project: the compose projects of its trials begin with it
     */
    public List<Left> list(Optional<Engine> engine, String name) throws IOException, InterruptedException {
        Map<String, TrialFolder.Left> here = ports.workspace().act(new TrialFolder.ListLeft());
        Map<String, Left> left = new TreeMap<>();
        for (Map.Entry<String, TrialFolder.Left> entry : here.entrySet()) {
            TrialFolder.Left folder = entry.getValue();
            if (folder.kept().isEmpty() && folder.owner().isEmpty()) {
                long bytes = ports.workspace().act(new TrialFolder.Weigh(entry.getKey()));
                left.put(entry.getKey(), new Left(entry.getKey(), folder.project(), 0, bytes));
            }
        }
        if (engine.isPresent()) {
            containers(engine.get(), name, here.keySet(), left);
        }
        return List.copyOf(left.values());
    }

    /** Never throws for something that could not be removed: the log names it. */
    public void remove(Left left) throws InterruptedException {
        new TearDown(ports, left.id(), left.project()).run();
    }

    private void containers(Engine engine, String name, Set<String> here, Map<String, Left> left)
            throws IOException, InterruptedException {
        String start = ComposedSet.projectName(name, "");
        List<Engine.Container> strays = new ArrayList<>();
        Set<String> folders = new HashSet<>();
        for (Engine.Container container : engine.containers(Map.of(Labels.TRIAL, ""))) {
            String id = container.labels().getOrDefault(Labels.TRIAL, "");
            Left known = left.get(id);
            if (known != null) {
                left.put(id, new Left(id, known.project(), known.containers() + 1, known.bytes()));
            } else if (TrialFolder.isId(id)
                    && !here.contains(id)
                    && container.labels().getOrDefault(Labels.OWNER, "").isEmpty()
                    && container.labels().getOrDefault(ComposeLabels.PROJECT, "").equals(start + id)) {
                strays.add(container);
                folders.add(container.labels().getOrDefault(ComposeLabels.FOLDER, ""));
            }
        }
        Set<String> elsewhere = ports.workspace().act(new Existing(List.copyOf(folders))).folders();
        for (Engine.Container stray : strays) {
            String id = stray.labels().get(Labels.TRIAL);
            // where its folder is, so is its work tree, and who holds that takes care of it
            if (!elsewhere.contains(stray.labels().getOrDefault(ComposeLabels.FOLDER, ""))) {
                Left before = left.getOrDefault(id, new Left(id, stray.labels().get(ComposeLabels.PROJECT), 0, 0));
                left.put(id, new Left(id, before.project(), before.containers() + 1, 0));
            }
        }
    }

    /** Which of these folders are on this machine. */
    record Existing(List<String> candidates) implements Workspace.Work<Existing.Found> {
        Existing {
            candidates = List.copyOf(candidates);
        }

        record Found(HashSet<String> folders) implements Serializable {}

        @Override
        public Found in(Workspace.Place place) {
            HashSet<String> found = new HashSet<>();
            for (String candidate : candidates) {
                if (!candidate.isEmpty() && Files.isDirectory(Path.of(candidate))) {
                    found.add(candidate);
                }
            }
            return new Found(found);
        }
    }
}
