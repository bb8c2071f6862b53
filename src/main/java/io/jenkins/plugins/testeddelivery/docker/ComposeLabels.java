package io.jenkins.plugins.testeddelivery.docker;

/** What compose, of either version, writes on what it makes. */
public final class ComposeLabels {
    public static final String PROJECT = "com.docker.compose.project";
    public static final String SERVICE = "com.docker.compose.service";
    /** As the compose file calls it. */
    public static final String VOLUME = "com.docker.compose.volume";
    /** Where the project was started from. */
    public static final String FOLDER = "com.docker.compose.project.working_dir";

    private static final String ONE_OFF = "com.docker.compose.oneoff";

    private ComposeLabels() {}

    /** Whether it is a service's, and none that somebody ran once. */
    public static boolean lasts(Engine.Container container) {
        return !"true".equalsIgnoreCase(container.labels().getOrDefault(ONE_OFF, "False"));
    }

    /** A text that compose reads as it is: it fills in what follows a dollar sign. */
    public static String literal(String text) {
        return text.replace("$", "$$");
    }
}
