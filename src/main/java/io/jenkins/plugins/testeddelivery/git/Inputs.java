package io.jenkins.plugins.testeddelivery.git;

import java.io.Serializable;
import java.util.Set;

/** Decides which paths go into which component; the one function that changes and fingerprints both use. Pure: holds definitions, not files. */
public final class Inputs implements Serializable {
    private static final long serialVersionUID = 1L;

    Inputs() {}

    /** The components this path is an input of (not through a dependency); empty if of none. */
    public Set<String> componentsOf(String path) {
        throw new UnsupportedOperationException();
    }

    /** The component that owns the path: the one with the longest path that contains it; empty: unowned. */
    public String ownerOf(String path) {
        throw new UnsupportedOperationException();
    }

    /** Whether a change of this path affects every component. */
    public boolean global(String path) {
        throw new UnsupportedOperationException();
    }

    /** Whether the path is left out everywhere ({@code ignore:}). */
    public boolean ignored(String path) {
        throw new UnsupportedOperationException();
    }
}
