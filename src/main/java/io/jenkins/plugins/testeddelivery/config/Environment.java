package io.jenkins.plugins.testeddelivery.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * A place where releases run.
 *
 * @param after environment in which a release must have ended healthy first; empty: none
 * @param compose the compose target
 * @param directory the directory target, absolute or relative to the folder deployed from; empty: none
 * @param retain how many releases the directory keeps
 * @param restart command run in {@code current} after the switch
 * @param before run before anything changes; one that fails ends the deployment
 * @param check command run when healthy; failing means ill
 * @param health probes; empty: running and not restarted for five seconds
 * @param demands its {@code policy}
 * @param afterwards run when a deployment ended healthy; one that fails is a warning
 */
public record Environment(
        String name,
        String after,
        Compose compose,
        String directory,
        int retain,
        List<String> restart,
        List<Hook> before,
        List<String> check,
        List<Probe> health,
        Demands demands,
        List<Hook> afterwards)
        implements Serializable {

    public static final int DEFAULT_RETAIN = 5;

    /** One without a policy. */
    public Environment(
            String name,
            String after,
            Compose compose,
            String directory,
            int retain,
            List<String> restart,
            List<List<String>> before,
            List<String> check,
            List<Probe> health) {
        this(name, after, compose, directory, retain, restart, before, check, health, Demands.NONE);
    }

    /** One whose hooks have the usual time. */
    public Environment(
            String name,
            String after,
            Compose compose,
            String directory,
            int retain,
            List<String> restart,
            List<List<String>> before,
            List<String> check,
            List<Probe> health,
            Demands demands) {
        this(
                name,
                after,
                compose,
                directory,
                retain,
                restart,
                before.stream().map(Hook::of).toList(),
                check,
                health,
                demands,
                List.of());
    }

    public Environment {
        restart = List.copyOf(restart);
        before = List.copyOf(before);
        afterwards = List.copyOf(afterwards);
        check = List.copyOf(check);
        health = List.copyOf(health);
    }

    /** The compose project that it runs as; empty: it has no compose files. */
    public String composeProject(String project) {
        if (!compose.present()) {
            return "";
        }
        return Compose.projectName(compose.project().isEmpty() ? project + "-" + name : compose.project());
    }

    /**
     * One way to see whether an environment is well.
     *
     * @param url must answer 2xx; {@code ${NAME}} is taken from the environment file; empty: {@code command}
     * @param command must exit 0; empty: {@code url}
     * @param within deadline of the first success
     * @param stable from then on every probe must pass for this long
     */
    public record Probe(String url, List<String> command, Duration within, Duration stable) implements Serializable {
        public static final Duration DEFAULT_WITHIN = Duration.ofSeconds(60);
        public static final Duration DEFAULT_STABLE = Duration.ofSeconds(5);

        public Probe {
            command = List.copyOf(command);
        }
    }
}
