package io.jenkins.plugins.testeddelivery.config.content;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a look into a changed file shows: how much less than its name says it asks for, or what makes it dear. */
public enum Inside {
    LAYOUT(Strategy.CACHED, "only comments or white space changed"),
    OTHER_SECTIONS(Strategy.INCREMENTAL, "its dependency sections are the same, others changed"),
    AFTER_LAST_RUN(Strategy.INCREMENTAL, "in the Dockerfile only what follows the last RUN changed"),
    BASE_IMAGE(Strategy.FULL, "the base image changed"),
    SYSTEM_PACKAGES(Strategy.FULL, "system packages changed in the Dockerfile"),
    DOWNLOAD(Strategy.FULL, "what the Dockerfile downloads changed"),
    /** What it says counts, and no more is to be said of it. */
    AS_NAMED(Strategy.FULL, ""),
    UNREADABLE(Strategy.FULL, "it cannot be understood, so it is taken at its name");

    /** What is larger was written by a machine, and would cost more to read than it can save. */
    public static final int MOST_BYTES = 1 << 20;

    private final Strategy most;
    private final String text;

    Inside(Strategy most, String text) {
        this.most = most;
        this.text = text;
    }

    /** The strategy that is enough for it, whatever the file's name asks for. */
    public Strategy most() {
        return most;
    }

    /** In words; empty: the rule's own words say all. */
    public String text() {
        return text;
    }

    /** What a look into a file of this name may show that asks for less, dearest first. */
    public static List<Inside> cheaper(String path, boolean dockerfile) {
        if (dockerfile) {
            return List.of(AFTER_LAST_RUN, LAYOUT);
        }
        return !Manifest.readable(path)
                ? List.of()
                : Manifest.sections(path) ? List.of(OTHER_SECTIONS, LAYOUT) : List.of(LAYOUT);
    }

    /** Whether it is worth looking into a file of this name. */
    public static boolean worth(String path, boolean dockerfile) {
        return dockerfile || Manifest.readable(path);
    }

    /**
     * Compares two contents of a file that are not the same bytes.
     *
     * @param dockerfile whether it is one, whatever it is called
     */
    public static Inside between(String path, byte[] before, byte[] after, boolean dockerfile) {
        if (dockerfile) {
            return new DockerfileChange(text(before), text(after)).inside();
        }
        Optional<Manifest> old = Manifest.read(path, before);
        Optional<Manifest> now = Manifest.read(path, after);
        if (old.isEmpty() || now.isEmpty()) {
            return UNREADABLE;
        }
        if (old.equals(now)) {
            return LAYOUT;
        }
        return old.get().dependencies().equals(now.get().dependencies()) ? OTHER_SECTIONS : AS_NAMED;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
