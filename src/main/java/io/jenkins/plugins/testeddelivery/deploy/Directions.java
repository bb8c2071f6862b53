package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds environments by name without a release and without Git: by the note in this folder, else in the engine. */
final class Directions {
    private final Memory memory;
    private final Grounds grounds;
    private final String project;

    /** @param project tells environments of the same name apart; empty: there is just one */
    Directions(Memory memory, Grounds grounds, String project) {
        this.memory = memory;
        this.grounds = grounds;
        this.project = project;
    }

    Memory.Where find(String environment) throws IOException, InterruptedException {
        Optional<Memory.Where> remembered = memory.find(environment);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        List<Memory.Where> found = inEngine(environment).getOrDefault(environment, List.of());
        if (found.isEmpty()) {
            throw Failure.usage("No environment '" + environment + "' is known here: nothing was deployed to it from this"
                    + " folder, and the container engine has none of that name"
                    + (project.isEmpty() ? "" : " of the project " + project) + ". Run this in the folder deployed from.");
        }
        if (found.size() > 1) {
            throw Failure.usage("The container engine has " + found.size() + " environments named '" + environment + "': "
                    + String.join(", ", found.stream().map(Memory.Where::words).toList())
                    + ". Run this in the folder deployed from.");
        }
        return found.get(0);
    }

    /** The environment, or all there are, by name. */
    Map<String, Memory.Where> all(String environment) throws IOException, InterruptedException {
        if (!environment.isEmpty()) {
            return Map.of(environment, find(environment));
        }
        Map<String, Memory.Where> all = new TreeMap<>(memory.all());
        try {
            inEngine("").forEach((name, places) -> {
                for (Memory.Where where : places) {
                    String key = places.size() == 1 ? name : name + " (" + where.composeProject() + ")";
                    if (!all.containsValue(where)) {
                        all.putIfAbsent(key, where);
                    }
                }
            });
        } catch (Failure e) {
            boolean needed = all.values().stream().anyMatch(where -> where.directory().isEmpty());
            if (needed || e.kind() != Failure.Kind.UNREACHABLE) {
                throw e;
            }
            // no engine, and none of the environments known here is in one
            return all;
        }
        return all;
    }

    private Map<String, List<Memory.Where>> inEngine(String environment) throws IOException, InterruptedException {
        Map<String, List<Memory.Where>> found = new TreeMap<>();
        TreeSet<String> seen = new TreeSet<>();
        Map<String, String> labels = new TreeMap<>(Map.of(EngineStore.ROLE, EngineStore.STATE));
        if (!environment.isEmpty()) {
            labels.put(Labels.ENVIRONMENT, environment);
        }
        for (Engine.Container container : grounds.engine().containers(labels)) {
            String composeProject = container.labels().getOrDefault(EngineStore.STATE_OF, "");
            String owner = container.labels().getOrDefault(Labels.PROJECT, "");
            String name = container.labels().getOrDefault(Labels.ENVIRONMENT, "");
            boolean wanted = project.isEmpty() || project.equals(owner);
            if (!composeProject.isEmpty() && wanted && seen.add(composeProject)) {
                found.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(new Memory.Where(owner, "", composeProject));
            }
        }
        return found;
    }
}
