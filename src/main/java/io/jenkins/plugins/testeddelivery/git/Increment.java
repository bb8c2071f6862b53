package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.ProjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says how far the differences from a snapshot reach. They may change no definition: a path that was asked for (unless
 * {@link DefinitionEdits} finds that it says the same), that is global or a link, that may be a manifest by its name, or
 * that fills a folder somebody missed, asks for a full look instead.
 */
final class Increment {
    private final Snapshot snapshot;
    private final DeclaredOutputs outputs;
    private final Set<String> folders = new HashSet<>();
    private final Map<String, List<String>> dependents = new HashMap<>();
    /** Of lock files, by name and id: to take one apart takes a while, and a state is asked for more than once. */
    private final Map<String, Map<String, String>> slices = new HashMap<>();

    Increment(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.outputs = new DeclaredOutputs(snapshot.project());
        folders.addAll(snapshot.holding());
        for (Component component : snapshot.project().components()) {
            folders.add(component.path());
            for (String dependency : component.dependsOn()) {
                List<String> known = dependents.get(dependency);
                if (known == null) {
                    known = new ArrayList<>();
                    dependents.put(dependency, known);
                }
                known.add(component.name());
            }
        }
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /**
     * What is to be looked at again.
     *
     * @param components names
     * @param folders those that have lost a file and must hold another
     * @param snapshot with what is defined by now
     */
    record Reach(Set<String> components, Set<String> folders, Snapshot snapshot) {}

    /**
     * Follows the differences.
     *
     * @param disk where what Git has not stored yet lies
     * @return empty: a full look is needed
     */
    Optional<Reach> of(Collection<Delta> deltas, GitObjects objects, Optional<Disk> disk) throws IOException {
        Set<String> direct = new HashSet<>();
        Set<String> shrunk = new LinkedHashSet<>();
        List<Delta> asked = new ArrayList<>();
        for (Delta delta : deltas) {
            if (defines(delta)) {
                return Optional.empty();
            }
            if (snapshot.asked().contains(delta.path()) || snapshot.locks().replaces(delta.path())) {
                asked.add(delta);
            }
            for (int unit : snapshot.inputs().unitsOf(delta.path())) {
                direct.add(snapshot.inputs().units().get(unit).name());
            }
            if (delta.after().isEmpty()) {
                foldersAbove(delta.path(), shrunk);
            }
        }
        DefinitionEdits edits = new DefinitionEdits(snapshot, objects, disk, new LockEdits(snapshot, slices));
        for (Delta delta : asked) {
            if (!edits.sameAfter(delta)) {
                return Optional.empty();
            }
        }
        direct.addAll(edits.resolvingElse());
        return Optional.of(new Reach(withDependents(direct), shrunk, edits.snapshot()));
    }

    private boolean defines(Delta delta) {
        String path = delta.path();
        return !delta.regular()
                || delta.addsOrDeletes() && (snapshot.asked().contains(path) || snapshot.locks().replaces(path))
                || snapshot.inputs().global(path) && !snapshot.locks().replaces(path)
                || delta.addsOrDeletes() && (ProjectReader.definesByName(path) || outputs.contain(path))
                || delta.before().isEmpty() && fillsMissed(path);
    }

    private boolean fillsMissed(String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (snapshot.lacking().contains(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    private void foldersAbove(String path, Set<String> into) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String folder = path.substring(0, slash);
            if (folders.contains(folder)) {
                into.add(folder);
            }
        }
    }

    private Set<String> withDependents(Set<String> direct) {
        if (direct.isEmpty()) {
            return direct;
        }
        Set<String> reached = new HashSet<>();
        List<String> next = new ArrayList<>(direct);
        while (!next.isEmpty()) {
            String name = next.remove(next.size() - 1);
            if (reached.add(name)) {
                next.addAll(dependents.getOrDefault(name, List.of()));
            }
        }
        return reached;
    }
}
