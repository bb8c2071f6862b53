package io.jenkins.plugins.testeddelivery.git;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every component's input files in one state, in Git's order, and the global ones. */
final class FilesOf {
    private final Map<String, List<Entry>> byComponent = new HashMap<>();
    private final List<Entry> global = new ArrayList<>();
    private final List<Entry> beside = new ArrayList<>();

    /** @param included files that came in though Git ignores them */
    static FilesOf tree(Tree tree, Set<String> included, Inputs inputs) {
        FilesOf files = new FilesOf();
        List<List<Entry>> byNumber = new ArrayList<>();
        for (Inputs.Unit unit : inputs.units()) {
            List<Entry> own = new ArrayList<>();
            byNumber.add(own);
            files.byComponent.put(unit.name(), own);
        }
        for (Entry entry : tree.entries()) {
            boolean extra = !included.isEmpty() && included.contains(entry.path());
            int[] units = extra ? inputs.unitsIncluding(entry.path()) : inputs.unitsOf(entry.path());
            for (int unit : units) {
                byNumber.get(unit).add(entry);
            }
            if (units.length == 0) {
                files.beside.add(entry);
            }
            if (!extra && inputs.global(entry.path())) {
                files.global.add(entry);
            }
        }
        return files;
    }

    /**
     * The same of a part of a tree: complete for the components whose files are all in it.
     *
     * @param global the global files, which need not be in it
     */
    static FilesOf part(Tree tree, Inputs inputs, List<Entry> global) {
        FilesOf files = tree(tree, Set.of(), inputs);
        files.global.clear();
        files.global.addAll(global);
        return files;
    }

    List<Entry> of(String component) {
        return byComponent.get(component);
    }

    /** Those that go into no component. */
    List<Entry> beside() {
        return beside;
    }

    List<Entry> global() {
        return global;
    }
}
