package io.jenkins.plugins.testeddelivery.config;

import java.io.Serializable;
import java.util.List;

/**
 * A list of patterns with the meaning they have in a {@code .gitignore}: the last match wins, {@code !} takes back,
 * a pattern with a slash inside is anchored, one that ends in a slash matches folders and all they hold.
 */
public final class Patterns implements Serializable {
    private static final long serialVersionUID = 1L;

    private Patterns() {}

    public static Patterns of(List<String> patterns) {
        throw new UnsupportedOperationException();
    }

    /** Whether the file at this {@code /} separated path is matched, itself or through a folder above it. */
    public boolean matches(String path) {
        throw new UnsupportedOperationException();
    }
}
