package io.jenkins.plugins.testeddelivery.docker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** The containers of a project's services, running or not, by service. */
    public static Map<String, List<Engine.Container>> services(Engine engine, String project)
            throws IOException, InterruptedException {
        Map<String, List<Engine.Container>> all = new TreeMap<>();
        for (Engine.Container container : engine.containers(Map.of(PROJECT, project))) {
            if (lasts(container)) {
                all.computeIfAbsent(container.labels().getOrDefault(SERVICE, ""), service -> new ArrayList<>())
                        .add(container);
            }
        }
        return all;
    }

    /** A text that compose reads as it is: it fills in what follows a dollar sign. */
    public static String literal(String text) {
        return text.replace("$", "$$");
    }
}
