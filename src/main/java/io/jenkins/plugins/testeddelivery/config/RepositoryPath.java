package io.jenkins.plugins.testeddelivery.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Reckons with {@code /} separated paths inside the repository, without looking at any file system. */
public final class RepositoryPath {
    private RepositoryPath() {}

    /**
     * What {@code path} means seen from a folder; a leading slash starts at the repository's root.
     *
     * @return without {@code .}, {@code ..} and needless slashes, the root as an empty text; empty if it leaves the
     *     repository
     */
    public static Optional<String> resolve(String folder, String path) {
        Deque<String> parts = new ArrayDeque<>();
        String whole = path.startsWith("/") ? path : folder + "/" + path;
        for (String part : whole.split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }

    /** Whether the folder is the path itself or above it. */
    public static boolean contains(String folder, String path) {
        return folder.isEmpty()
                || path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }

    /** Everything before the last slash; empty at the root. */
    public static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The path inside the folder that contains it. */
    public static String below(String folder, String path) {
        return folder.isEmpty() ? path : path.substring(Math.min(path.length(), folder.length() + 1));
    }
}
