package io.jenkins.plugins.testeddelivery.git;

import java.io.Serializable;
import java.util.Locale;

/**
 * One file's difference between two states.
 *
 * @param path relative to the repository, {@code /} separated
 */
public record Change(String path, Status status) implements Serializable, Comparable<Change> {
    /** A rename is a deletion and an addition. */
    public enum Status {
        ADDED,
        MODIFIED,
        DELETED,
        TYPE_CHANGED,
        MODE_CHANGED;

        /** As in the JSON contract: {@code type-changed}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public int compareTo(Change other) {
        return path.compareTo(other.path);
    }
}
