package io.jenkins.plugins.testeddelivery.config;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * How compose starts the set.
 *
 * @param files compose files, relative to the repository; none: there is no compose
 * @param project compose's project name; empty: derived
 * @param envFile file with the run-time environment, relative to the repository (or to the folder deployed
 *     from); empty: none
 */
public record Compose(List<String> files, String project, String envFile) implements Serializable {
    public static final Compose NONE = new Compose(List.of(), "", "");

    public Compose {
        files = List.copyOf(files);
    }

    /** The text as compose takes it for the name of a project. */
    public static String projectName(String wanted) {
        return wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceAll("^[_-]+", "");
    }

    public boolean present() {
        return !files.isEmpty();
    }
}
