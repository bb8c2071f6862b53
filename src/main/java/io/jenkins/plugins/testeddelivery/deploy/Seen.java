package io.jenkins.plugins.testeddelivery.deploy;

import java.io.Serializable;

/**
 * One container, as a look at the environment found it.
 *
 * @param service of the compose file
 * @param id of the container; empty: there is none
 * @param state {@code running}, {@code exited} …; {@code missing} where there is none
 * @param health {@code healthy}, {@code unhealthy}, {@code starting}; empty: it has no health check
 * @param comesBack the engine would start it again by itself
 */
public record Seen(
        String service,
        String id,
        String state,
        String health,
        int restarts,
        int exitCode,
        String startedAt,
        boolean comesBack)
        implements Serializable {

    /** Running, and healthy where it can say so. */
    public boolean well() {
        return "running".equals(state) && (health.isEmpty() || "healthy".equals(health));
    }

    /** Ended and nothing will bring it back: there is nothing to wait for. */
    public boolean lost() {
        return ("exited".equals(state) || "dead".equals(state)) && !comesBack;
    }

    /** Whether this is the same run of the same container. */
    public boolean sameRun(Seen earlier) {
        return id.equals(earlier.id) && restarts == earlier.restarts && startedAt.equals(earlier.startedAt);
    }

    public String words() {
        String what = "exited".equals(state) || "dead".equals(state)
                ? "gone (exit code " + exitCode + ")"
                : "running".equals(state) && !health.isEmpty() ? health : state;
        return "service " + service + " is " + what + (restarts > 0 ? " after " + restarts + " restarts" : "");
    }
}
