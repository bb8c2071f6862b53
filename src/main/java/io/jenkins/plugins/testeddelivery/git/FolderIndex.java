package io.jenkins.plugins.testeddelivery.git;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds, for a path, the few components that may have to do with it, by the folders above it alone. */
final class FolderIndex {
    private static final int[] NONE = {};

    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, int[]> definitions = new HashMap<>();
    private final Map<String, Scope> scopes = new ConcurrentHashMap<>();

    /** What begins at one path. */
    private static final class Place {
        private int owner = -1;
        private int[] owning = NONE;
        private int[] images = NONE;
        private int[] including = NONE;
        private int[] ruled = NONE;
    }

    /**
     * What holds in one folder, from it and from all above it.
     *
     * @param owner the component it belongs to; -1: none
     * @param owning those of the owner's folder whose files are their inputs
     * @param images those whose context may hold what is here
     * @param including those that take in files Git ignores
     * @param ruled those whose own rules may name what they do not copy
     */
    record Scope(int owner, int[] owning, int[] images, int[] including, int[] ruled) {
        Scope with(Place place) {
            return new Scope(
                    place.owner >= 0 ? place.owner : owner,
                    place.owner >= 0 ? place.owning : owning,
                    joined(images, place.images),
                    joined(including, place.including),
                    joined(ruled, place.ruled));
        }
    }

    FolderIndex(List<Inputs.Unit> units) {
        for (int i = 0; i < units.size(); i++) {
            Inputs.Unit unit = units.get(i);
            Place place = place(unit.path());
            // several components may share a folder: the first by name is called the owner, the files go into all
            place.owner = place.owner >= 0 ? place.owner : i;
            place.owning = unit.owning() ? plus(place.owning, i) : place.owning;
            if (!unit.include().patterns().isEmpty()) {
                place.including = plus(place.including, i);
            }
            if (!unit.ruled().isEmpty()) {
                place.ruled = plus(place.ruled, i);
            }
            for (String root : roots(unit)) {
                Place start = place(root);
                start.images = plus(start.images, i);
            }
            for (String definition : unit.context().definitions()) {
                definitions.put(definition, plus(definitions.getOrDefault(definition, NONE), i));
            }
            for (String input : unit.inputs()) {
                definitions.put(input, plus(definitions.getOrDefault(input, NONE), i));
            }
        }
    }

    int[] definedBy(String path) {
        return definitions.getOrDefault(path, NONE);
    }

    /** Where an image's files can lie at all: the folders its Dockerfile names, or the context's root. */
    static Set<String> roots(Inputs.Unit unit) {
        Set<String> roots = new LinkedHashSet<>();
        if (!unit.owning()) {
            CopySources sources = unit.context().sources();
            if (sources.everything()) {
                roots.add(unit.context().root());
            }
            for (CopySources.Source source : sources.sources()) {
                roots.add(DockerPath.join(unit.context().root(), source.folder()));
            }
        }
        return roots;
    }

    /** What holds at a path. */
    Scope near(String path) {
        Scope scope = inFolder(parent(path));
        // a submodule is a path without a slash after it, and a source may be one single file
        Place here = places.get(path);
        return here == null ? scope : scope.with(here);
    }

    private Scope inFolder(String folder) {
        Scope known = scopes.get(folder);
        if (known == null) {
            Scope above = folder.isEmpty() ? new Scope(-1, NONE, NONE, NONE, NONE) : inFolder(parent(folder));
            Place here = places.get(folder);
            known = here == null ? above : above.with(here);
            scopes.put(folder, known);
        }
        return known;
    }

    private Place place(String path) {
        Place place = places.get(path);
        if (place == null) {
            place = new Place();
            places.put(path, place);
        }
        return place;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static int[] plus(int[] numbers, int number) {
        int[] more = Arrays.copyOf(numbers, numbers.length + 1);
        more[numbers.length] = number;
        return more;
    }

    private static int[] joined(int[] outer, int[] inner) {
        if (outer.length == 0 || inner.length == 0) {
            return outer.length == 0 ? inner : outer;
        }
        int[] both = Arrays.copyOf(outer, outer.length + inner.length);
        System.arraycopy(inner, 0, both, outer.length, inner.length);
        return both;
    }
}
