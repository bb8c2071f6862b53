package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Rule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides which paths go into which component; the one function that changes and fingerprints both use. Pure: holds
 * definitions, not files.
 */
public final class Inputs implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<Unit> units;
    private final Patterns global;
    private final Patterns ignore;
    private final Set<String> submodules;
    private final String configFile;
    private final transient FolderIndex index;

    /**
     * What is to be known of one component.
     *
     * @param owning whether the files it owns are its inputs; else {@code context} tells
     * @param outputs its own, relative to its path
     * @param include relative to its path: files that Git ignores and that are inputs yet
     * @param inputs files outside of its path that go into it all the same
     * @param library whether nothing is shipped of it
     * @param ruled of an image, the patterns of its own rules, relative to its path: what one of them matches is an
     *     input, copied or not
     */
    record Unit(
            String name,
            String path,
            boolean owning,
            Patterns outputs,
            Patterns include,
            ImageContext context,
            List<String> inputs,
            boolean library,
            List<Patterns> ruled)
            implements Serializable {}

    private Inputs(
            List<Unit> units, Patterns global, Patterns ignore, Set<String> submodules, String configFile) {
        this.units = units;
        this.global = global;
        this.ignore = ignore;
        this.submodules = submodules;
        this.configFile = configFile;
        this.index = new FolderIndex(units);
    }

    /**
     * @param contexts by name, of every image
     * @param submodules paths that stand for all that is in a folder
     * @param configFile is no input itself: what it defines is in the fingerprints
     */
    static Inputs of(
            Project project, Map<String, ImageContext> contexts, Set<String> submodules, String configFile) {
        List<Unit> units = new ArrayList<>();
        for (Component component : project.components()) {
            Patterns outputs = component.product() instanceof Component.Archive archive
                    ? Patterns.of(archive.outputs())
                    : Patterns.NONE;
            Patterns include = component.product() instanceof Component.Image image
                    ? Patterns.of(image.include())
                    : Patterns.NONE;
            units.add(new Unit(
                    component.name(),
                    component.path(),
                    component.kind() != Component.Kind.IMAGE,
                    outputs,
                    include,
                    contexts.getOrDefault(component.name(), ImageContext.NONE),
                    component.inputs(),
                    component.kind() == Component.Kind.LIBRARY,
                    component.kind() == Component.Kind.IMAGE
                            ? patterns(component.rules())
                            : List.of()));
        }
        return new Inputs(
                List.copyOf(units),
                Patterns.of(project.global()),
                Patterns.of(project.ignore()),
                Set.copyOf(submodules),
                configFile);
    }

    /** The components this path is an input of (not through a dependency); empty if of none. */
    public Set<String> componentsOf(String path) {
        Set<String> names = new TreeSet<>();
        for (int unit : unitsOf(path)) {
            names.add(units.get(unit).name);
        }
        return names;
    }

    /** The component that owns the path: the one with the longest path that contains it; empty: unowned. */
    public String ownerOf(String path) {
        int owner = index.near(path).owner();
        return owner < 0 ? "" : units.get(owner).name;
    }

    /**
     * Whether a change of this path affects every component: it is {@code global:}, and unowned or owned by a library
     * that is the repository's own folder, which holds what all others share.
     */
    public boolean global(String path) {
        int owner = index.near(path).owner();
        boolean shared = owner < 0
                || units.get(owner).path.isEmpty() && units.get(owner).library;
        return shared && global.matches(path) && !ignored(path);
    }

    /**
     * Whether the path is left out everywhere, of fingerprints and build contexts: {@code ignore:}, our own output, and
     * the configuration itself, which affects just the components whose definition changed. (A Dockerfile or ignore
     * file in use is an input even so.)
     */
    public boolean ignored(String path) {
        return path.equals(configFile) || path.startsWith(Tree.OWN_OUTPUT) || ignore.matches(path);
    }

    /** The numbers of the components this path is an input of; see {@link #units()}. */
    int[] unitsOf(String path) {
        Hits hits = new Hits();
        for (int unit : index.definedBy(path)) {
            hits.add(unit);
        }
        if (ignored(path)) {
            return hits.toArray();
        }
        FolderIndex.Scope near = index.near(path);
        for (int owner : near.owning()) {
            Unit unit = units.get(owner);
            if (!unit.outputs.matches(relative(unit.path, path))) {
                hits.add(owner);
            }
        }
        boolean folder = submodules.contains(path);
        for (int image : near.images()) {
            ImageContext context = units.get(image).context;
            if (folder ? context.copiesFrom(path) : context.copies(path)) {
                hits.add(image);
            }
        }
        for (int image : near.ruled()) {
            Unit unit = units.get(image);
            // what a component further down owns is not this one's to rule
            boolean own = unit.path.equals(units.get(near.owner()).path);
            if (own && matchesAny(unit.ruled, relative(unit.path, path))) {
                hits.add(image);
            }
        }
        if (folder) {
            insideOf(path, hits);
        }
        return hits.toArray();
    }

    /** The numbers of the images that take in this path, though Git ignores it. */
    int[] unitsIncluding(String path) {
        Hits hits = new Hits();
        for (int unit : index.near(path).including()) {
            Unit image = units.get(unit);
            if (image.include.matches(relative(image.path, path)) && image.context.copies(path)) {
                hits.add(unit);
            }
        }
        return hits.toArray();
    }

    boolean includesAny() {
        for (Unit unit : units) {
            if (!unit.include.patterns().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Of these paths, relative to the context of an image, those that are not among its inputs. */
    public List<String> leftOut(String component, List<String> contextPaths) {
        int unit = number(component);
        String root = units.get(unit).context.root();
        return contextPaths.stream()
                .filter(path -> !inContext(unit, root.isEmpty() ? path : root + "/" + path))
                .toList();
    }

    /** The same components with contexts that hold all but what their ignore files name. */
    Inputs whole() {
        List<Unit> all = units.stream()
                .map(unit -> new Unit(
                        unit.name,
                        unit.path,
                        unit.owning,
                        unit.outputs,
                        unit.include,
                        unit.context == ImageContext.NONE ? unit.context : unit.context.copyingEverything(),
                        unit.inputs,
                        unit.library,
                        unit.ruled))
                .toList();
        return new Inputs(all, global, Patterns.NONE, submodules, configFile);
    }

    String configFile() {
        return configFile;
    }

    /** Paths that stand for all that is in a folder. */
    Set<String> submodules() {
        return submodules;
    }

    List<Unit> units() {
        return units;
    }

    /** @throws IllegalArgumentException if there is no such component */
    int number(String name) {
        for (int i = 0; i < units.size(); i++) {
            if (units.get(i).name.equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no component " + name);
    }

    /** Whether the file, or something in the submodule, at this path goes into the image's build context. */
    boolean inContext(int unit, String path) {
        return submodules.contains(path)
                ? mayHold(unit, path)
                : !ignored(path) && units.get(unit).context.copies(path);
    }

    /** Whether something in this folder may go into the image's build context. */
    boolean mayHold(int unit, String folder) {
        return !ignored(folder) && units.get(unit).context.copiesFrom(folder);
    }

    /** What is defined inside of a submodule changes with it. */
    private void insideOf(String submodule, Hits hits) {
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            boolean inside = DockerPath.within(unit.path, submodule) && unit.owning
                    || !unit.owning && unit.context.copiesFrom(submodule);
            if (inside) {
                hits.add(i);
            }
        }
    }

    private static List<Patterns> patterns(List<Rule> rules) {
        if (rules.isEmpty()) {
            return List.of();
        }
        List<Patterns> patterns = new ArrayList<>();
        for (Rule rule : rules) {
            // what asks for no build is no input
            if (!rule.strategy().builds()) {
                continue;
            }
            patterns.add(Patterns.of(rule.match()));
        }
        return List.copyOf(patterns);
    }

    private static boolean matchesAny(List<Patterns> patterns, String path) {
        for (Patterns one : patterns) {
            if (one.matches(path)) {
                return true;
            }
        }
        return false;
    }

    private static String relative(String folder, String path) {
        return folder.isEmpty() || path.length() <= folder.length() ? path : path.substring(folder.length() + 1);
    }

    private Object readResolve() {
        return new Inputs(units, global, ignore, submodules, configFile);
    }

    /** A few numbers, each once. */
    private static final class Hits {
        private int[] numbers = new int[4];
        private int count;

        void add(int number) {
            for (int i = 0; i < count; i++) {
                if (numbers[i] == number) {
                    return;
                }
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            numbers[count++] = number;
        }

        int[] toArray() {
            return Arrays.copyOf(numbers, count);
        }
    }
}
