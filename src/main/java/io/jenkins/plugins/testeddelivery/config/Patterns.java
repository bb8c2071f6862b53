package io.jenkins.plugins.testeddelivery.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of patterns with the meaning they have in a {@code .gitignore}: the last match wins, {@code !} takes back
 * (though not below a folder that is matched itself), a pattern with a slash inside is anchored, one that ends in a
 * slash matches folders and all they hold.
 */
public final class Patterns implements Serializable {
    private static final long serialVersionUID = 1L;
    public static final Patterns NONE = new Patterns(List.of());

    private final List<String> patterns;
    private final transient Glob[] globs;

    private Patterns(List<String> patterns) {
        this.patterns = patterns;
        List<Glob> read = new ArrayList<>(patterns.size());
        for (String pattern : patterns) {
            Glob glob = Glob.of(pattern);
            if (glob != null) {
                read.add(glob);
            }
        }
        this.globs = read.toArray(new Glob[0]);
    }

    public static Patterns of(List<String> patterns) {
        return patterns.isEmpty() ? NONE : new Patterns(List.copyOf(patterns));
    }

    /** Whether the file at this {@code /} separated path is matched, itself or through a folder above it. */
    public boolean matches(String path) {
        if (globs.length == 0) {
            return false;
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (slash > 0 && matches(path, slash, true)) {
                return true;
            }
        }
        return matches(path, path.length(), false);
    }

    /** As they were given. */
    public List<String> patterns() {
        return patterns;
    }

    private boolean matches(String path, int end, boolean folder) {
        for (int i = globs.length - 1; i >= 0; i--) {
            if (globs[i].matches(path, end, folder)) {
                return !globs[i].negated();
            }
        }
        return false;
    }

    private Object readResolve() {
        return of(patterns);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Patterns that && patterns.equals(that.patterns);
    }

    @Override
    public int hashCode() {
        return patterns.hashCode();
    }

    @Override
    public String toString() {
        return patterns.toString();
    }
}
