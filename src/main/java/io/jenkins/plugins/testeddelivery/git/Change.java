package io.jenkins.plugins.testeddelivery.git;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

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

    /** How the path's two states differ; empty if they do not. */
    static Optional<Change> between(String path, Optional<Entry> before, Optional<Entry> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return before.isPresent()
                    ? Optional.of(new Change(path, Status.DELETED))
                    : after.map(entry -> new Change(path, Status.ADDED));
        }
        Entry old = before.get();
        Entry now = after.get();
        if (old.regular() != now.regular() || old.link() != now.link()) {
            return Optional.of(new Change(path, Status.TYPE_CHANGED));
        }
        if (!old.sameId(now)) {
            return Optional.of(new Change(path, Status.MODIFIED));
        }
        return old.mode() == now.mode() ? Optional.empty() : Optional.of(new Change(path, Status.MODE_CHANGED));
    }

    /** Written out, as those that Java makes up are linked at every start of the command. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Change that && path.equals(that.path) && status == that.status;
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public int compareTo(Change other) {
        return path.compareTo(other.path);
    }
}
