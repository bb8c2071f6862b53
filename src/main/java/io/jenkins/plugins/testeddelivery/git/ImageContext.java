package io.jenkins.plugins.testeddelivery.git;

import java.io.Serializable;
import java.util.List;

/**
 * Which files an image is built from.
 *
 * @param root the build context's folder, relative to the repository; empty: the root
 * @param ignore what the context leaves out
 * @param sources what the Dockerfile copies
 * @param definitions the Dockerfile and the ignore file in use (and the links that lead there): inputs, copied or not
 * @param hidden paths of ignore files: Docker would read them, so they are never copied
 */
record ImageContext(
        String root, DockerIgnore ignore, CopySources sources, List<String> definitions, List<String> hidden)
        implements Serializable {
    /** Of what is no image. */
    static final ImageContext NONE =
            new ImageContext("", DockerIgnore.NONE, new CopySources(false, List.of()), List.of(), List.of());

    /** All in its folder that the ignore file does not name, copied or not: for a Dockerfile nobody can tell from, too. */
    ImageContext copyingEverything() {
        return new ImageContext(root, ignore, CopySources.EVERYTHING, definitions, hidden);
    }

    /** Whether the file at this path of the repository goes into the build context. */
    boolean copies(String path) {
        if (hidden.contains(path) || !DockerPath.within(path, root) || path.length() == root.length()) {
            return false;
        }
        String inside = inside(path);
        return sources.covers(inside) && !ignore.excludes(inside);
    }

    /** Whether something in this folder of the repository may go into the build context. */
    boolean copiesFrom(String folder) {
        if (DockerPath.within(root, folder)) {
            return sources.everything() || !sources.sources().isEmpty();
        }
        return DockerPath.within(folder, root)
                && sources.reachesInto(inside(folder))
                && !ignore.excludesAllOf(inside(folder));
    }

    private String inside(String path) {
        return root.isEmpty() ? path : path.substring(root.length() + 1);
    }
}
