package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A folder that manifests call a package: what they call it, and what goes into it. */
public final class PackageFolder {
    private final String folder;
    private final Set<String> manifests = new TreeSet<>();
    private final Set<String> names = new TreeSet<>();
    private final Set<String> inputs = new TreeSet<>();
    private final List<Reference> references = new ArrayList<>();
    private final Map<String, Link> links = new TreeMap<>();
    private String unreadable = "";

    /**
     * Why a folder goes into another.
     *
     * @param kind as in {@code Component.Link}
     * @param source the manifest that says so, with a line where that is known
     */
    public record Link(String kind, String source) {}

    PackageFolder(String folder) {
        this.folder = folder;
    }

    public String folder() {
        return folder;
    }

    /** Paths of the manifests in which all this stands. */
    public Set<String> manifests() {
        return manifests;
    }

    /** What the manifests call it. */
    public Set<String> names() {
        return names;
    }

    /** Files outside of the folder that say how it is built: the manifests and lock files of its workspace. */
    public Set<String> inputs() {
        return inputs;
    }

    /** By folder, what goes into it. */
    public Map<String, Link> links() {
        return links;
    }

    List<Reference> references() {
        return references;
    }

    /** The scope in which this package may depend on anything, for a manifest could not be read; empty: none. */
    String unreadable() {
        return unreadable;
    }

    void unreadableIn(String scope) {
        unreadable = scope;
    }

    void link(String target, String kind, String source) {
        if (!target.equals(folder)) {
            // what it needs at run time says more than that a test needs it, too
            links.merge(
                    target,
                    new Link(kind, source),
                    (old, more) -> !old.kind().equals(Reference.RUNTIME) && kind.equals(Reference.RUNTIME) ? more : old);
        }
    }
}
